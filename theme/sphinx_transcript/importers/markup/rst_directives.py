"""Directives of Nikola and of Pelican's plugins in reStructuredText.

What embeds something of another site becomes a link, which works in every builder and in feeds.
What has no like here is shown as it was written, as a code block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_transcript.importers.link_targets import FILE_SCHEME
from sphinx_transcript.importers.markup.rst_text import mask_code

if TYPE_CHECKING:
    from sphinx_transcript.importers.report import AddNote

_ADDRESSES = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "soundcloud": "https://api.soundcloud.com/tracks/{}",
    "soundcloud_playlist": "https://api.soundcloud.com/playlists/{}",
    "gist": "https://gist.github.com/{}",
    "media": "{}",
}
_SHOWN = ("slides", "chart", "post-list", "post_list", "graphviz2", "html", "include-file")
_NAMES = "|".join([*_ADDRESSES, "thumbnail", "listing", *_SHOWN])
_DIRECTIVE = re.compile(
    rf"^(?P<indent>[ \t]*)\.\. (?P<name>{_NAMES})::"
    r"(?:[ \t]+(?P<argument>.*?))?[ \t]*$",
    re.MULTILINE,
)
_OPTION = re.compile(r"[ \t]*:[\w-]+:(?:[ \t].*)?")
_SAFE_ARGUMENT = re.compile(r"[^\s`<>\\]+")


@dataclass(slots=True)
class ConvertedText:
    """A text whose lines may have moved."""

    text: str
    indices: list[int] = field(default_factory=list)
    """The index of the line, before the conversion, of each line."""


def convert_directives(text: str, listings: str, add_note: AddNote) -> ConvertedText:
    """Return *text* with directives that Sphinx knows; *listings* is the folder of listed files."""
    lines, masked = text.split("\n"), mask_code(text).split("\n")
    result: list[tuple[int, str]] = []
    at = 0
    while at < len(lines):
        match = _DIRECTIVE.match(masked[at])
        if match is None:
            result.append((at, lines[at]))
            at += 1
            continue
        end = _end(lines, at, len(match["indent"]))
        block = lines[at:end]
        new = _converted(match, block, listings)
        if new is None:
            add_note(at, f"there is no directive {match['name']!r} here: it stands as text")
            indent = match["indent"]
            shown = [f"   {line}" if line.strip() else "" for line in block]
            new = [f"{indent}.. code-block:: rst", "", *shown]
        result += [(min(at + index, end - 1), line) for index, line in enumerate(new)]
        at = end
    return ConvertedText("\n".join(line for _, line in result), [index for index, _ in result])


def _end(lines: list[str], first: int, indent: int) -> int:
    """Return the index below the directive that begins at *first*, without blank lines."""
    end = first + 1
    for at in range(first + 1, len(lines)):
        if not lines[at].strip():
            continue
        if len(lines[at]) - len(lines[at].lstrip()) <= indent:
            break
        end = at + 1
    return end


def _converted(match: re.Match[str], block: list[str], listings: str) -> list[str] | None:
    """Return the lines for the directive on the lines *block*; None if it has no like here."""
    indent, name, argument = match["indent"], match["name"], match["argument"] or ""
    if name in _ADDRESSES:
        words = argument.split()
        if len(words) != 1 or not _SAFE_ARGUMENT.fullmatch(words[0]):
            return None
        return [indent + _ADDRESSES[name].format(words[0])]
    if name == "thumbnail":
        has_caption = any(line.strip() and not _OPTION.fullmatch(line) for line in block[1:])
        directive = "figure" if has_caption else "image"
        return [f"{indent}.. {directive}:: {argument}", *block[1:]]
    if name == "listing" and argument:
        file, _, language = argument.partition(" ")
        first = f"{indent}.. literalinclude:: {FILE_SCHEME}{listings}/{file}"
        return [first, f"{indent}   :language: {language.strip()}"] if language else [first]
    return None
