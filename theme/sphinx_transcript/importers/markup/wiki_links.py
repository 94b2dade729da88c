"""Converts links in double brackets, as Obsidian and many wikis have them."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_transcript.importers.front_matter.post_fields import encode_path
from sphinx_transcript.importers.link_targets import FILE_SCHEME
from sphinx_transcript.importers.markup.markdown_code import sub_outside_code

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import PurePosixPath

    from sphinx_transcript.importers.report import AddNote

_LINK = re.compile(
    r"(?P<embedded>!?)\[\[(?P<to>[^\[\]|#^\n\x00]*)(?P<place>#[^\[\]|\n\x00]*)?"
    r"(?:\|(?P<text>[^\[\]\n\x00]*))?\]\]"
)
_COMMENT = re.compile(r"%%[^\x00]*?%%")
_BLOCK_NAME = re.compile(r"[ \t]+\^[A-Za-z0-9-]+[ \t]*$", re.MULTILINE)
_IMAGES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp"})
_SIZE = re.compile(r"(?P<width>\d+)(?:x(?P<height>\d+))?")


@dataclass(frozen=True, slots=True)
class _Link:
    to: str
    place: str
    text: str
    is_embedded: bool


def convert_wiki_links(
    text: str,
    find: Callable[[str], PurePosixPath | None],
    add_note: AddNote,
    *,
    is_vault: bool,
) -> str:
    """Return *text* with links and images of Markdown for those in double brackets.

    *find* returns the file for a name. Where the file is unknown, the text of the link stays in a
    vault; elsewhere double brackets may mean anything, and stay. *add_note* is called with the
    index of a line and a message. The number of lines stays the same.
    """

    def replacement(match: re.Match[str]) -> str:
        written = text[match.start() : match.end()]
        line = text.count("\n", 0, match.start())
        label = (match["text"] or "").rstrip("\\")
        link = _Link(
            match["to"].rstrip("\\").strip(), match["place"] or "", label, bool(match["embedded"])
        )
        file = find(link.to) if link.to else None
        if not link.to and link.place:
            return link.text or link.place.strip("#^")
        if file is None:
            if not is_vault:
                return written
            add_note(
                line, f"no file {link.to!r} for a link in double brackets: its text stays", "link"
            )
            return _escaped(link.text or link.to)
        return _markdown(link, file, line, add_note)

    return sub_outside_code(_LINK, replacement, text)


def remove_wiki_comments(text: str) -> str:
    """Return *text* without comments between double percent signs and names of blocks.

    The number of lines stays the same.
    """
    text = sub_outside_code(_COMMENT, lambda match: "\n" * match[0].count("\n"), text)
    return sub_outside_code(_BLOCK_NAME, lambda match: "", text)


def _markdown(link: _Link, file: PurePosixPath, line: int, add_note: AddNote) -> str:
    target = f"{FILE_SCHEME}{encode_path(file.as_posix())}"
    is_image = file.suffix.lower() in _IMAGES
    size = _SIZE.fullmatch(link.text) if is_image else None
    if link.is_embedded and size:
        height = f' height="{size["height"]}"' if size["height"] else ""
        return f'<img src="{html.escape(target)}" alt="" width="{size["width"]}"{height}>'
    if link.is_embedded and is_image:
        return f"![{_escaped(link.text)}]({target})"
    if link.is_embedded:
        add_note(
            line, f"{link.to!r} was shown within the text; there is a link to it instead", "link"
        )
    place = link.place.replace("#^", "#")
    shown = link.text or (link.to if file.suffix == ".md" else file.name)
    if place and not link.text:
        shown = f"{shown} › {place.strip('#')}"
    fragment = re.sub(r"\s+", "-", place.lower()) if place else ""
    return f"[{_escaped(shown)}]({target}{encode_path(fragment).replace('%23', '#')})"


def _escaped(text: str) -> str:
    return re.sub(r"([\[\]\\*_`<])", r"\\\1", text)
