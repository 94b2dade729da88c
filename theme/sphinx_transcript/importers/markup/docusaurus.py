"""Converts the boxes of Docusaurus, and MDX: https://docusaurus.io/docs/markdown-features."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_transcript.importers.markup.markdown_code import mask_code, sub_outside_code
from sphinx_transcript.importers.templates.leftovers import show_leftovers

if TYPE_CHECKING:
    from collections.abc import Callable

_BOX = re.compile(
    r"(?P<indent>[ \t]*)(?P<colons>:{3,})[ \t]*(?P<kind>note|tip|info|warning|danger|caution)"
    r"(?:\[(?P<title>[^\]\n]*)\]|[ \t]+(?P<words>[^{}\n]+?))?[ \t]*(?:\{[^}\n]*\})?[ \t]*"
)
_MAX_DEPTH = 20
"""Of boxes in boxes: what is around more of them stays open."""
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
    ticks = [max(map(len, re.findall(r"`+", line)), default=0) for line in lines]
    # Those inside come first, and make the fences around them longer.
    for at, close in sorted(_boxes(masked), reverse=True):
        match = _BOX.fullmatch(masked[at])
        if match is None:
            continue
        title = (match["title"] or match["words"] or "").strip()
        kind = match["kind"]
        opening = (
            f"{{{kind}}}"
            if not title and kind in _SAME_TYPES
            else f"{{admonition}} {title or kind.capitalize()}"
        )
        ticks[at] = ticks[close] = max(3, max(ticks[at + 1 : close], default=0) + 1)
        fence = "`" * ticks[at]
        lines[at] = f"{match['indent']}{fence}{opening}"
        lines[close] = f"{match['indent']}{fence}"
    return "\n".join(lines)


def _boxes(masked: list[str]) -> list[tuple[int, int]]:
    """Return the lines that open and close each box; one that never closes is none."""
    boxes = []
    opened: list[tuple[str, int]] = []
    for at, line in enumerate(masked):
        if not line.lstrip().startswith(":::"):
            continue
        if match := _BOX.fullmatch(line):
            opened.append((match["colons"], at))
        elif any(colons == line.strip() for colons, _ in opened[-_MAX_DEPTH:]):
            while opened[-1][0] != line.strip():
                opened.pop()
            boxes.append((opened.pop()[1], at))
    return boxes


def convert_mdx(
    text: str, numbers: list[int], add_note: Callable[[int, str], None]
) -> tuple[str, list[int]]:
    """Return *text* without the scripts and comments of MDX, and the number of each line.

    Components and expressions are shown as code. *numbers* are those of the lines of *text*;
    *add_note* is called with such a number and a message.
    """
    # Below the last end of a comment, each beginning would be looked at in vain.
    end = text.rfind("*/}") + 3 if "*/}" in text else 0
    without = sub_outside_code(_COMMENT, lambda match: "\n" * match[0].count("\n"), text[:end])
    text = without + text[end:]
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
