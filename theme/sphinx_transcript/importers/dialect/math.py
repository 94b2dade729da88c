"""Converts formulas to those of MyST's extension dollarmath, and keeps other dollars from it.

https://myst-parser.readthedocs.io/en/latest/syntax/math.html
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_transcript.importers.dialect.dialect_text import DialectText
    from sphinx_transcript.importers.templates.lines import Replacement

# Markdown takes one of two backslashes: what MathJax sees is \( and \[.
_OPENING = re.compile(r"(?<!\\)(?P<mark>\\{1,2})(?P<bracket>[(\[])")
_CLOSINGS = {
    "(": re.compile(r"(?<!\\)(?P<mark>\\{1,2})\)"),
    "[": re.compile(r"(?<!\\)(?P<mark>\\{1,2})\]"),
}
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_MAX_LENGTH = 2000
"""Of a formula: an opening bracket that nothing closes is looked at no further."""
_TWO_DOLLARS = re.compile(r"(?<![\\$])\$\$(?P<tex>[^$\x00]+?)(?<!\\)\$\$(?!\$)")
_ONE_DOLLAR = re.compile(
    r"(?<![\\$\w])\$(?P<tex>(?![\s$])(?:(?!\n[ \t]*\n)(?:\\.|[^$\\\x00]))+?)(?<!\s)\$(?![\w$])"
)
_AMSMATH = re.compile(
    r"^\\begin\{(?:align|equation|gather|multline|alignat|eqnarray)\*?\}", re.MULTILINE
)
_ENVIRONMENT = re.compile(r"^\\begin\{(?P<name>\w+\*?)\}", re.MULTILINE)
_TEX = re.compile(
    r"[\\^_={}<>+|]|^-?[A-Za-z]'?$|^-?[\d.]*[A-Za-z]?(?:\([\w, ]+\))?$|^[\w]+(?:, ?[\w]+)+$"
)
# A variable of a shell.
_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]{2,}\b")
_WORD = re.compile(r"(?<![\w{])[A-Za-z]{3,}(?![\w}])")
_CERTAIN_TEX = re.compile(r"\\[A-Za-z]|[\^=]")
_DOLLAR = re.compile(r"(?<!\\)\$")


def convert_math(text: DialectText) -> None:
    """Convert the formulas with backslashes and brackets, and say which extensions are needed."""
    _convert_backslashes(text)
    _convert_inline_displays(text)
    masked = text.masked(html=True)
    if _TWO_DOLLARS.search(masked) or any(map(_is_tex, _ONE_DOLLAR.finditer(masked))):
        text.report.need_extension("dollarmath")
    if _AMSMATH.search(masked):
        text.report.need_extension("amsmath")
    text.mask_math = mask_math
    text.set(text.text, text.numbers)


def mask_math(text: str, mask: str = "\x00") -> str:
    """Return *text* with *mask* for each character of a formula; line feeds stay."""

    def hide(match: re.Match[str]) -> str:
        return re.sub(r"[^\n]", mask, match[0])

    text = _TWO_DOLLARS.sub(hide, text)
    parts: list[str] = []
    last = 0
    for opening in _ENVIRONMENT.finditer(text):
        closing = f"\\end{{{opening['name']}}}"
        end = text.find(closing, opening.end(), opening.end() + _MAX_LENGTH)
        if opening.start() >= last and end >= 0:
            formula = re.sub(r"[^\n]", mask, text[opening.start() : end])
            parts += [text[last : opening.start()], formula]
            last = end
    text = "".join([*parts, text[last:]])
    return _ONE_DOLLAR.sub(lambda match: hide(match) if _is_tex(match) else match[0], text)


def escape_dollars(text: DialectText) -> None:
    """Put a backslash before each dollar that dollarmath could take for the edge of a formula."""
    text.mask_math = None
    text.set(text.text, text.numbers)
    rest = mask_math(text.masked(html=True), "\x01")
    replacements: list[Replacement] = []
    for paragraph in re.finditer(r"(?:(?!\n[ \t]*\n).)+", rest, re.DOTALL):
        found = [match.start() for match in _DOLLAR.finditer(rest, *paragraph.span())]
        if len(found) > 1 or (found and "\x01" in paragraph[0]):
            replacements += [(at, at, "\\") for at in found]
    text.replace(replacements)


def _convert_backslashes(text: DialectText) -> None:
    masked = text.masked(html=True)
    replacements: list[Replacement] = []
    closings = {bracket: list(each.finditer(masked)) for bracket, each in _CLOSINGS.items()}
    end = 0
    for opening in _OPENING.finditer(masked):
        first = opening.end()
        following = closings[opening["bracket"]]
        at = bisect_left(following, first, key=re.Match.start)
        if opening.start() < end or at == len(following):
            continue
        closing = following[at]
        if closing["mark"] != opening["mark"] or closing.start() > first + _MAX_LENGTH:
            continue
        tex = masked[first : closing.start()]
        if "\x00" in tex or _BLANK_LINE.search(tex) or not tex.strip():
            continue
        is_certain = _CERTAIN_TEX.search(tex) or (
            opening["bracket"] == "(" and re.fullmatch(r"\s*[A-Za-z]\s*", tex)
        )
        if opening["mark"] == "\\" and not is_certain:
            # One backslash keeps Markdown from taking the bracket for markup.
            continue
        end = closing.end()
        tex = _without_escapes(tex).strip()
        is_block = opening["bracket"] == "[" and _is_alone(text.text, opening.start(), end)
        new = f"$$\n{tex}\n$$" if is_block else _inline_formula(text.text, opening, closing, tex)
        replacements.append((opening.start(), end, new))
    text.replace(replacements)


def _inline_formula(text: str, opening: re.Match[str], closing: re.Match[str], tex: str) -> str:
    """Return a formula in dollars, or as a role where a word touches it."""
    tex = " ".join(tex.split())
    neighbours = text[max(opening.start() - 1, 0) : opening.start()], text[closing.end() :][:1]
    is_free = not any(re.match(r"[\w$]", char) for char in neighbours)
    return f"${tex}$" if is_free else f"{{math}}`{tex}`"


def _is_alone(text: str, start: int, end: int) -> bool:
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    after = text[end : line_end if line_end >= 0 else len(text)]
    return not text[line_start:start].strip() and not after.strip()


def _convert_inline_displays(text: DialectText) -> None:
    """Give a formula between two dollars within a line of text one dollar, as kramdown means it."""
    replacements: list[Replacement] = []
    for match in text.matches(_TWO_DOLLARS, html=True):
        line_start = text.text.rfind("\n", 0, match.start()) + 1
        line_end = text.text.find("\n", match.end())
        after = text.text[match.end() : line_end if line_end >= 0 else len(text.text)]
        before = text.text[line_start : match.start()]
        if "\n" not in match["tex"] and (before.strip(" \t>") or after.strip()):
            replacements.append((*match.span(), f"${match['tex'].strip()}$"))
    text.replace(replacements)


def _is_tex(match: re.Match[str]) -> bool:
    """Tell whether what is between two dollars looks like a formula and not like words."""
    tex = match["tex"]
    if "](" in tex or "://" in tex or _VARIABLE.match(tex):
        return False
    is_prose = "\\" not in tex and len(_WORD.findall(tex)) > 2
    return not is_prose and bool(_TEX.search(tex))


def _without_escapes(tex: str) -> str:
    r"""Return *tex* without the backslashes that Markdown would take: \\_ is \_ to MathJax."""
    return re.sub(r"\\([_*])", r"\1", tex)
