"""Converts the template text of a post: in its body, and in its front matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Protocol

from sphinx_transcript.importers.templates.tags import find_tags

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_transcript.importers.report import Report
    from sphinx_transcript.importers.source_blog import SourcePost
    from sphinx_transcript.importers.templates.tags import Syntax, Tag

_SHOWN_FIELDS = ("title", "description", "author", "authors", "series", "tags", "categories")
_PATH_FIELDS = ("image", "canonical_url")


class ConvertText(Protocol):
    """Converts a text, of which each line has a number."""

    def __call__(
        self, text: str, numbers: list[int], add_note: Callable[[int, str], None]
    ) -> tuple[str, list[int]]:
        """Return the new text and the number of each line."""


def convert_body(post: SourcePost, convert: ConvertText, report: Report) -> None:
    """Replace the body of *post* by what *convert* makes of it, and report its notes."""
    lines = post.body.split("\n")
    kept = [at for at in range(len(lines)) if at not in post.metadata_lines]
    body = "\n".join(lines[at] for at in kept)
    numbers = [post.line_at_index(at) for at in kept] or [post.body_line]

    def add_note(number: int, message: str) -> None:
        report.add(post.path, number, message, "template")

    new, new_numbers = convert(body, numbers, add_note)
    if new != body:
        post.body, post.line_numbers = new, new_numbers
        post.metadata_lines = set()


def convert_fields(
    post: SourcePost, syntax: Syntax, evaluate: Callable[[Tag], str | None], report: Report
) -> None:
    """Replace the tags in the front matter of *post* by their values, where *evaluate* has one.

    All other tags are removed and reported: they would be read as words.
    """
    for key in (*_SHOWN_FIELDS, *_PATH_FIELDS):
        value: Any = post.fields.get(key)
        values: list[Any] = value if isinstance(value, list) else [value]
        if not any(isinstance(each, str) and find_tags(each, syntax) for each in values):
            continue
        texts, is_lost = [], False
        for each in values:
            text, has_unknown = _without_tags(each, syntax, evaluate)
            is_lost |= has_unknown
            texts += [text] if text and not (has_unknown and key in _PATH_FIELDS) else []
        post.fields[key] = texts if isinstance(value, list) else "".join(texts)
        if is_lost:
            message = f"{key}: the template text is left out of {value!r}"
            report.add(post.path, 1, message, "template")


def _without_tags(
    value: str, syntax: Syntax, evaluate: Callable[[Tag], str | None]
) -> tuple[str, bool]:
    """Return *value* with the values of its tags, and whether one of them is unknown."""
    parts: list[str] = []
    last, is_lost = 0, False
    for tag in find_tags(value, syntax):
        new = evaluate(tag)
        is_lost |= new is None
        parts += [value[last : tag.start], new or ""]
        last = tag.end
    text = " ".join("".join([*parts, value[last:]]).split())
    return re.sub(r" (?=[.,;:!?)](?:\s|$))", "", text), is_lost
