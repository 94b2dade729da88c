"""The conversion of TeX formulas to MathML.

math-core converts most of what amsmath has, and says what it doesn't know; its style attributes
become classes. Docutils has a try at the rest: it drops or misreads some of what it doesn't know.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from docutils.utils.math import MathError, latex2mathml
from docutils.utils.math.unichar2tex import uni2tex_table

from sphinx_transcript.support.lazy_patterns import lazy_pattern
from sphinx_transcript.theme.tex_macros import TexError

try:
    import math_core
except ImportError:  # There are no wheels for some systems.
    math_core = None  # type: ignore[assignment]

_MAX_DEPTH = 60
"""The depth of groups beyond which math-core could exhaust the stack, which ends the process."""
_DEEPER = lazy_pattern(r"\\(?:begin|left)(?![A-Za-z])|(?<!\\)\{")
_SHALLOWER = lazy_pattern(r"\\(?:end|right)(?![A-Za-z])|(?<!\\)\}")
_NESTING = lazy_pattern(f"(?P<deeper>{_DEEPER.pattern})|{_SHALLOWER.pattern}")
_MAX_UNCLOSED = 14
"""The number of unclosed brackets of a row from which on math-core needs twice as long for each."""
_NAMES = "brace|brack|paren|angle|floor|ceil|group|moustache|vert|Vert|Brace|Brack|Angle"
_BRACKET = lazy_pattern(
    r"""
    \\(?:left|right|middle)\s*(?:\\[A-Za-z]+|\\?.)  # These are pairs with any sign.
    | (?P<opening>[(\[⟨⟪⟦⟮⌊⌈] | \\\{ | \\(?:l(?:NAMES|lbracket|lcorner)|ulcorner|mathopen)END)
    | (?P<closing>[)\]⟩⟫⟧⟯⌋⌉] | \\\} | \\(?:r(?:NAMES|rbracket)|lrcorner|urcorner|mathclose)END)
    | (?P<begin>\\beginEND) | (?P<end>\\endEND) | (?P<cell>& | \\\\) | \\.
    """.replace("NAMES", _NAMES).replace("END", "(?![A-Za-z])"),
    re.VERBOSE | re.DOTALL,
)
# docutils raises all but the first by mistake, for some invalid formulas.
_DOCUTILS_ERRORS = (
    MathError, AttributeError, LookupError, TypeError, ValueError, UnboundLocalError, RecursionError
)  # fmt: skip
_SCRIPT_LEVEL = lazy_pattern(r'(<mtable\b[^>]*?) scriptlevel="0"')
_ENCLOSED = lazy_pattern(r'<menclose notation="([^"]*)"[^>]*>')
# math-core draws strokes on an empty element.
_HELPER = lazy_pattern(r'<mrow class="menclose-[\w-]*"></mrow>')
_STYLE = lazy_pattern(r' style="([^"]*)"')
_CLASSES = {
    "text-align: right": "ts-math-right",
    "text-align: left": "ts-math-left",
    "padding-right: 0": "ts-math-tight-right",
    "padding-left: 0": "ts-math-tight-left",
    "padding-left:1em": "ts-math-gap",
    "border-left: 0.05em solid currentcolor": "ts-math-line-left",
    "border-right: 0.05em solid currentcolor": "ts-math-line-right",
    "border-top: 0.05em solid currentcolor": "ts-math-line-top",
    "border-bottom: 0.05em solid currentcolor": "ts-math-line-bottom",
    "border-left: 0.05em dashed currentcolor": "ts-math-dashes-left",
    "border-right: 0.05em dashed currentcolor": "ts-math-dashes-right",
    "border-top: 0.05em dashed currentcolor": "ts-math-dashes-top",
    "border-bottom: 0.05em dashed currentcolor": "ts-math-dashes-bottom",
    "margin-left:-0.16666667em": "ts-math-back",
}
"""The classes of static/math.css, by what math-core writes."""
_COLOUR = lazy_pattern(r"(background-)?color:\s*(#[0-9A-Fa-f]{3,8})")


def to_mathml(source: str, *, is_block: bool) -> str:
    """Return the formula *source* as MathML.

    Raises:
        TexError: if it can't be converted.
    """
    try:
        math = _by_math_core(source, is_block=is_block)
    except TexError as reason:
        try:
            math = _by_docutils(source, is_block=is_block)
        except _DOCUTILS_ERRORS as error:
            raise (reason if math_core else TexError(str(error))) from error
    # Checkers of HTML know it on mstyle alone; outside of scripts the level is 0 anyway.
    math = _SCRIPT_LEVEL.sub(r"\1", math)
    # MathML Core has no such element: Firefox draws it, and others don't.
    math = _ENCLOSED.sub(lambda each: f'<mrow class="{_enclosure(each[1])}">', math)
    return math.replace("</menclose>", "</mrow>")


def _enclosure(notation: str) -> str:
    return " ".join(f"ts-math-{each}" for each in notation.split() if each.isalpha())


def _by_docutils(source: str, *, is_block: bool) -> str:
    math: str = latex2mathml.tex2mathml(source.translate(uni2tex_table), as_block=is_block)
    # docutils writes the style for \thicksim and \thickapprox.
    return math.replace('style="font-weight: bold"', 'class="ts-thick"')


def _by_math_core(source: str, *, is_block: bool) -> str:
    if math_core is None:
        raise TexError("the package math-core is not installed")
    if _depth(source) > _MAX_DEPTH:
        raise TexError(f"it is nested more than {_MAX_DEPTH} times")
    if _unclosed(source) > _MAX_UNCLOSED:
        raise TexError(f"it has more than {_MAX_UNCLOSED} brackets that are not closed")
    try:
        math: str = _converter().convert_with_local_state(source, displaystyle=is_block)
    except (math_core.LatexError, UnicodeEncodeError) as reason:
        message = str(reason).partition(": ")[2] or str(reason)
        raise TexError(message.splitlines()[0]) from reason
    return _STYLE.sub(_as_classes, _HELPER.sub("", math))


@cache
def _converter() -> Any:
    return math_core.LatexToMathML(fancy_error=False, allow_unreliable_rendering=True)


def _depth(source: str) -> int:
    depth = deepest = 0
    for match in _NESTING.finditer(source):
        depth += 1 if match["deeper"] else -1
        deepest = max(deepest, depth)
    return deepest


def _unclosed(source: str) -> int:
    """Return the greatest number of brackets that a row or a cell of a table leaves open."""
    counts, most = [0], 0
    for match in _BRACKET.finditer(source):
        kind = match.lastgroup
        if kind == "opening":
            counts[-1] += 1
        elif kind == "closing":
            counts[-1] = max(0, counts[-1] - 1)
        elif kind == "begin":
            counts.append(0)
        elif kind in {"end", "cell"} and len(counts) > 1:
            most = max(most, counts.pop())
            if kind == "cell":
                counts.append(0)
    return max(most, *counts)


def _as_classes(match: re.Match[str]) -> str:
    """Return attributes that say what a style attribute says; a strict policy forbids that one."""
    declarations = [each.strip() for each in match[1].split(";") if each.strip()]
    classes = [_CLASSES[each] for each in declarations if each in _CLASSES]
    found = f' class="{" ".join(classes)}"' if classes else ""
    for each in declarations:
        if colour := _COLOUR.fullmatch(each):
            found += f' math{"background" if colour[1] else "color"}="{colour[2]}"'
    return found
