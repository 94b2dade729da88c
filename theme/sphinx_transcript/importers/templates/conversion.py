"""Converts the template text of a post, as its system's converter of tags says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from sphinx_transcript.importers.markup.markdown_code import mask_code, sub_outside_code
from sphinx_transcript.importers.templates.leftovers import Marks
from sphinx_transcript.importers.templates.lines import Replacement, as_block, replace_parts
from sphinx_transcript.importers.templates.results import AsItWas, Block, Result, Wrapped
from sphinx_transcript.importers.templates.tags import Syntax, Tag, find_tags, pair_tags

if TYPE_CHECKING:
    from collections.abc import Callable

# A character for private use in place of a brace that begins no tag.
_BRACE = "\ue0f4"
_ESCAPED_HTML = re.compile(f"{_BRACE}\\{{<(?=[A-Za-z/!?])")
_LINK_START = re.compile(
    r"(?:\]\([ \t]*<?|^ {0,3}\[[^\]\n]+\]:[ \t]*<?"
    r"|\b(?:src|href|srcset|poster|data)[ \t]*=[ \t]*[\"']?)"
    r"[^\s\"'()<>]*$",
    re.MULTILINE,
)
_FAR = 400
"""How far before a tag the link that it is in may begin."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a tag stands."""

    is_in_link: bool
    """Whether it is in the destination of a link or an image."""
    is_alone: bool
    """Whether nothing else is on its lines."""
    inside: str
    """The text up to its closing tag; '' without one."""


class ConvertTag(Protocol):
    """Returns what replaces a tag: text, a block, or both ends of what it is around.

    None is returned for a tag that can't be converted.
    """

    def __call__(self, tag: Tag, place: Place) -> Result | None:
        """Return what replaces *tag*."""


def protect_braces(text: str) -> str:
    """Return *text*, which is no template, with no two braces that could begin a tag."""
    return re.sub(r"\{(?=[{%])", _BRACE, text)


def convert_tags(
    text: str,
    numbers: list[int],
    syntax: Syntax,
    convert_tag: ConvertTag,
    add_note: Callable[[int, str], None],
) -> tuple[str, list[int]]:
    """Return *text* with its tags converted, and the number of each line.

    A tag that *convert_tag* doesn't convert is shown as code, and *add_note* is called with the
    number of its line and a message. Code is not changed. *numbers* are those of the lines of
    *text*.
    """
    tags = pair_tags(find_tags(mask_code(text), syntax, text))
    marks = Marks()
    replacements: list[Replacement] = []
    line_starts = _LineNumbers(text, numbers)

    def leave(start: int, end: int) -> None:
        replacements.append((start, end, marks.add(text[start:end])))

    def visit(tag: Tag) -> None:
        inside = text[tag.end : tag.inner_end] if tag.is_paired else ""
        end = tag.outer_end if tag.is_paired else tag.end
        new = None
        if not tag.is_closing:
            new = convert_tag(
                tag, Place(_is_in_link(text, tag), _is_alone(text, tag.start, end), inside)
            )
        if isinstance(new, Block):
            replacements.append((tag.start, end, as_block(text, tag.start, end, new.text)))
            return
        if isinstance(new, str):
            replacements.append((tag.start, end, new))
            return
        if isinstance(new, Wrapped) and tag.is_paired:
            before = as_block(text, tag.start, tag.end, new.before) if new.before else ""
            after = as_block(text, tag.inner_end, end, new.after) if new.after else ""
            replacements.append((tag.start, tag.end, before))
            replacements.append((tag.inner_end, end, after))
        else:
            is_whole = isinstance(new, AsItWas)
            leave(tag.start, end if is_whole else tag.end)
            if tag.is_paired and not is_whole:
                leave(tag.inner_end, tag.outer_end)
            if not tag.is_closing:
                written = " ".join(text[tag.start : tag.end].split())
                add_note(line_starts.number(tag.start), f"{_shortened(written)} is shown as it was")
            if is_whole:
                return
        for child in tag.children:
            visit(child)

    for tag in tags:
        visit(tag)
    text, numbers = marks.show(*replace_parts(text, numbers, replacements))
    return _restore_braces(text), numbers


class _LineNumbers:
    """Finds the numbers of lines by offsets that grow."""

    def __init__(self, text: str, numbers: list[int]) -> None:
        self._text, self._numbers = text, numbers
        self._offset = self._line = 0

    def number(self, offset: int) -> int:
        """Return the number of the line at *offset*, which is not less than the one before."""
        self._line += self._text.count("\n", self._offset, offset)
        self._offset = max(offset, self._offset)
        return self._numbers[min(self._line, len(self._numbers) - 1)]


def _restore_braces(text: str) -> str:
    if _BRACE not in text:
        return text
    text = sub_outside_code(_ESCAPED_HTML, lambda _: f"{_BRACE}{{\\<", text)
    return text.replace(_BRACE, "{")


def _is_in_link(text: str, tag: Tag) -> bool:
    return bool(_LINK_START.search(_current_line(text, tag.start)))


def _current_line(text: str, offset: int) -> str:
    """Return the line up to *offset*, with the tags before it in one word."""
    line = text[max(text.rfind("\n", 0, offset) + 1, offset - _FAR) : offset]
    return re.sub(r"\{[{%][^{}]*[%}]\}", "x", line)


def _is_alone(text: str, start: int, end: int) -> bool:
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    after = text[end : line_end if line_end >= 0 else len(text)]
    return not text[line_start:start].strip() and not after.strip()


def _shortened(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
