"""Converts the shortcodes in posts in reStructuredText: to addresses, or to blocks of code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_transcript.importers.markup.rst_text import mask_code
from sphinx_transcript.importers.templates.embeds import embedded_address
from sphinx_transcript.importers.templates.lines import Replacement, as_block, replace_parts
from sphinx_transcript.importers.templates.tags import Syntax, Tag, find_tags, parse_arguments

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(slots=True)
class RstShortcodeConverter:
    """Converts the shortcodes in one post in reStructuredText."""

    syntax: Syntax

    def convert(
        self, text: str, numbers: list[int], add_note: Callable[[int, str], None]
    ) -> tuple[str, list[int]]:
        """Return *text* with its shortcodes converted, and the number of each line.

        What embeds something becomes its address. All others are blocks of code: in their place if
        they are alone on their line, otherwise below the paragraph.
        """
        tags = find_tags(mask_code(text), self.syntax, text)
        replacements: list[Replacement] = []
        below: dict[int, list[str]] = {}
        for tag in tags:
            written = text[tag.start : tag.end]
            arguments = parse_arguments(tag.arguments)
            address = "" if tag.is_closing else embedded_address(tag.name, arguments)
            if address:
                replacements.append((tag.start, tag.end, address))
                continue
            if not tag.is_closing:
                line = text.count("\n", 0, tag.start)
                add_note(numbers[line], f"{' '.join(written.split())[:80]} is shown as it was")
            if _is_alone(text, tag):
                block = as_block(text, tag.start, tag.end, _code_block([written]))
                replacements.append((tag.start, tag.end, block))
                continue
            replacements.append((tag.start, tag.end, "…"))
            below.setdefault(_paragraph_end(text, tag.end), []).append(written)
        replacements += [(end, end, f"\n\n{_code_block(each)}\n") for end, each in below.items()]
        return replace_parts(text, numbers, replacements)


def _code_block(texts: list[str]) -> str:
    lines = "\n".join(texts).split("\n")
    return "\n".join([".. code-block:: text", "", *(f"   {line}" for line in lines)])


def _is_alone(text: str, tag: Tag) -> bool:
    line_start = text.rfind("\n", 0, tag.start) + 1
    line_end = text.find("\n", tag.end)
    after = text[tag.end : line_end if line_end >= 0 else len(text)]
    return not text[line_start : tag.start].strip() and not after.strip()


def _paragraph_end(text: str, offset: int) -> int:
    """Return the offset of the end of the block at *offset* that begins at the margin."""
    while True:
        end = text.find("\n\n", offset)
        if end < 0:
            return len(text.rstrip("\n"))
        # An indented line goes on with the list or the quote above.
        following = end
        while text[following : following + 1] == "\n":
            following += 1
        if text[following : following + 1] not in {" ", "\t"}:
            return end
        offset = following
