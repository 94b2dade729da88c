"""Converts the tag or shortcode 'highlight', which Jekyll and Hugo have in their own syntax."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.importers.markup.markdown_code import fence_for

if TYPE_CHECKING:
    import re
    from collections.abc import Callable


def report_options(
    pattern: re.Pattern[str], text: str, add_note: Callable[[int, str], None]
) -> None:
    """Report the group 'options' of each match of *pattern* in *text*.

    *add_note* is called with the index of a line and a message.
    """
    for match in pattern.finditer(text):
        options = match["options"].strip()
        if options:
            line = text.count("\n", 0, match.start())
            add_note(line, f"options of highlight are left out: {options}")


def fenced_block(match: re.Match[str], language: str) -> str:
    """Return a fenced code block for the groups 'indent' and 'code' of *match*."""
    fence = f"{match['indent']}{fence_for(match['code'])}"
    return f"{fence}{language}\n{match['code']}{fence}"
