"""Formulas as plain text that can be read, for titles and descriptions."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from html import unescape
from typing import TYPE_CHECKING

from docutils.utils.math import MathError, latex2mathml
from docutils.utils.math.unichar2tex import uni2tex_table

from sphinx_transcript.support.script_characters import (
    SUBSCRIPTS,
    SUPERSCRIPTS,
    grouped,
    in_script,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils import nodes

_ACCENTS = dict(
    zip(
        "ˆ^→¯‾˜~˙¨ˇ´`",
        "\u0302\u0302\u20d7\u0304\u0304\u0303\u0303\u0307\u0308\u030c\u0301\u0300",
        strict=True,
    )
)
"""The combining characters of accents above a letter."""
_TIGHT = re.compile(r"(?:^|(?<=[(\[]))[+−-] |(?<=[(\[]) | (?=[)\],;])")
"""White space beside a sign that has nothing before it, and inside brackets."""
_HTML_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)\w+;")
NO_TEXT = "…"
"""Stands for a formula that docutils can't convert."""


def math_text(node: nodes.Element) -> str:
    """Return the formula *node* as text, such as ``x² + √(y)``; an ellipsis if it is invalid."""
    try:
        mathml = latex2mathml.tex2mathml(node.astext().translate(uni2tex_table))
        # XML knows none of HTML's entities, such as &ApplyFunction;.
        xml = _HTML_ENTITY.sub(lambda match: unescape(match[0]), mathml)
        root = ET.fromstring(xml)  # noqa: S314 (docutils wrote it)
    # docutils raises the others, by mistake, for some invalid formulas.
    except (MathError, ET.ParseError, AttributeError, IndexError, TypeError, UnboundLocalError):
        return NO_TEXT
    text = " ".join(_text(root).split())
    return _TIGHT.sub(lambda match: match[0].strip(), text) or NO_TEXT


def _text(element: ET.Element) -> str:
    kind = element.tag.rpartition("}")[2]
    parts = [_text(child) for child in element]
    if kind == "mover" and len(parts) == 2 and parts[1].strip() in _ACCENTS:
        return f"{parts[0]}{_ACCENTS[parts[1].strip()]}"
    if kind in {"msup", "mover"} and len(parts) == 2:
        return f"{parts[0]}{in_script(parts[1], SUPERSCRIPTS, '^')}"
    if kind in {"msub", "munder"} and len(parts) == 2:
        return f"{parts[0]}{in_script(parts[1], SUBSCRIPTS, '_')}"
    if kind in {"msubsup", "munderover"} and len(parts) == 3:
        lower, upper = in_script(parts[1], SUBSCRIPTS, "_"), in_script(parts[2], SUPERSCRIPTS, "^")
        return f"{parts[0]}{lower}{upper}"
    if kind == "mfrac" and len(parts) == 2:
        return f"{grouped(parts[0])}/{grouped(parts[1])}"
    if kind == "msqrt":
        return f"√{grouped(''.join(parts))}"
    if kind == "mroot" and len(parts) == 2:
        return f"{in_script(parts[1], SUPERSCRIPTS, '')}√{grouped(parts[0])}"
    if kind in {"mtr", "mtable"}:
        return ("; " if kind == "mtable" else " ").join(parts)
    return _token(element, kind, parts)


def _token(element: ET.Element, kind: str, parts: Sequence[str]) -> str:
    text = (element.text or "").strip("\n") + "".join(parts)
    if kind == "mspace":
        return " "
    # A relation or a binary operator stands between spaces, and punctuation before one.
    form = element.get("form", "infix")
    if kind == "mo" and form == "infix" and text.strip():
        if text in "+−-±=<>≤≥≠≈∼≃≡≅→←↔⇒⇐⇔∈∉⊂⊆∪∩×÷⋅∧∨∘↦∝":
            return f" {text} "
        if text in ",;":
            return f"{text} "
    return text.replace("\u2061", "").replace("\u2062", "")
