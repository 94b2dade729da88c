"""Converts the boxes of Docusaurus, and MDX: https://docusaurus.io/docs/markdown-features."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_transcript.importers.markup.markdown_code import fence_for, mask_code, sub_outside_code
from sphinx_transcript.importers.templates.leftovers import show_leftovers

if TYPE_CHECKING:
    from collections.abc import Callable

_BOX = re.compile(
    r"(?P<indent>[ \t]*)(?P<colons>:{3,})[ \t]*(?P<kind>note|tip|info|warning|danger|caution)"
    r"(?:\[(?P<title>[^\]\n]*)\]|[ \t]+(?P<words>[^{}\n]+?))?[ \t]*(?:\{[^}\n]*\})?[ \t]*"
)
_SAME_TYPES = frozenset({"note", "tip", "warning", "danger", "caution"})
_SCRIPT_LINE = re.compile(
    r"(?:import\s.*\sfrom\s|import\s*[\"']|export\s+(?:const|default|let|function)\s)"
)
_COMMENT = re.compile(r"\{/\*.*?\*/\}", re.DOTALL)
# A component, or an expression.
_TAG = re.compile(r"</?[A-Z][\w.]*(?:\s[^<>]*)?/?>|(?<![\\{])\{(?![#{])[^{}\n]*\}")


def convert_colon_boxes(text: str) -> str:
    """Return *text* with MyST directives for boxes between lines of colons.

    The number of lines stays the same. A box that never closes stays.
    """
    lines = text.split("\n")
    masked = mask_code(text, comments=False).split("\n")
    _convert_boxes(lines, masked, 0, len(lines))
    return "\n".join(lines)


def _convert_boxes(lines: list[str], masked: list[str], first: int, end: int) -> None:
    at = first
    while at < end:
        match = _BOX.fullmatch(masked[at])
        close = _closing(masked, at + 1, end, match["colons"]) if match else None
        if match is None or close is None:
            at += 1
            continue
        _convert_boxes(lines, masked, at + 1, close)
        title = (match["title"] or match["words"] or "").strip()
        kind = match["kind"]
        opening = (
            f"{{{kind}}}"
            if not title and kind in _SAME_TYPES
            else (f"{{admonition}} {title or kind.capitalize()}")
        )
        fence = fence_for("\n".join(lines[at + 1 : close]))
        lines[at] = f"{match['indent']}{fence}{opening}"
        lines[close] = f"{match['indent']}{fence}"
        at = close + 1


def _closing(masked: list[str], first: int, end: int, colons: str) -> int | None:
    """Return the line that closes the box whose content begins at *first*."""
    depth = 0
    for at in range(first, end):
        line = masked[at].strip()
        if line == colons:
            if depth == 0:
                return at
            depth -= 1
        elif line.startswith(colons) and not line.startswith(f"{colons}:") and _BOX.fullmatch(line):
            depth += 1
    return None


def convert_mdx(
    text: str, numbers: list[int], add_note: Callable[[int, str], None]
) -> tuple[str, list[int]]:
    """Return *text* without the scripts and comments of MDX, and the number of each line.

    Components and expressions are shown as code. *numbers* are those of the lines of *text*;
    *add_note* is called with such a number and a message.
    """
    text = sub_outside_code(_COMMENT, lambda match: "\n" * match[0].count("\n"), text)
    lines = text.split("\n")
    masked = mask_code(text).split("\n")
    for at, line in enumerate(masked):
        if _SCRIPT_LINE.match(line):
            add_note(numbers[at], f"a script of MDX is left out: {lines[at].strip()}")
            lines[at] = ""
    text = "\n".join(lines)
    spans = []
    for match in _TAG.finditer(mask_code(text)):
        written = text[match.start() : match.end()]
        spans.append(match.span())
        if not written.startswith("</"):
            name = re.split(r"[\s/>]", written.lstrip("<{"), maxsplit=1)[0].rstrip("}")
            at = text.count("\n", 0, match.start())
            add_note(numbers[at], f"{name!r} of MDX is shown as code")
    return show_leftovers(text, spans, numbers)
