r"""Environments of TeX's amsmath in terms of those that can stand inside of a formula.

``align`` and its kind make a formula of their own, with numbers at its rows:
https://ctan.org/pkg/amsmath
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_transcript.support.lazy_patterns import lazy_pattern
from sphinx_transcript.theme.tex_macros import argument

if TYPE_CHECKING:
    from collections.abc import Callable

_OUTER = lazy_pattern(
    r"\\begin\{(?P<name>(?P<kind>equation|x?x?alignat|align|flalign|gather|multline|eqnarray"
    r"|displaymath|math|subequations|split)\*?)\}"
    r"(?P<body>.*?)\\end\{(?P=name)\}",
    re.DOTALL,
)
_ALIGNED = frozenset({"align", "flalign", "alignat", "xalignat", "xxalignat", "split"})
_STACKED = frozenset({"gather", "multline"})
_SMALL = lazy_pattern(r"\\(begin|end)\{smallmatrix\*?\}")
_STARRED = lazy_pattern(r"\\(begin|end)\{(\w*matrix|cases|dcases|rcases)\*\}(?:\[[lrc]\])?")
_POSITION = lazy_pattern(r"(\\begin\{(?:aligned|gathered|alignedat|split|array)\})\[[tbc]\]")
_ALIGNEDAT = lazy_pattern(r"\\begin\{alignedat\}\s*\{\d+\}|\\end\{alignedat\}")
_SPACED_ROW = lazy_pattern(
    r"\\\\\*?[ \t]*\[\s*[-+]?[\d.]+\s*(?:pt|em|ex|mm|cm|in|mu|bp|pc|px)\s*\]|\\\\\*"
)
_COMMENT = lazy_pattern(r"(?<!\\)((?:\\\\)*)%[^\n]*")
_PART = lazy_pattern(r"\\(?:begin|end)\b|\\\\|\\.|[{}&]", re.DOTALL)
_NUMBERED = lazy_pattern(r"\\(label|tag\*?|notag|nonumber)(?![A-Za-z])")
_BLANK_LINES = lazy_pattern(r"\n[ \t]*\n\s*")


class Mark(NamedTuple):
    """What a row or a formula is called."""

    labels: tuple[str, ...]
    tag: str | None
    r"""The text of ``\tag``; None if there is none."""


def as_inner(source: str, number: Callable[[Mark], str]) -> str:
    """Return the formula *source* in terms of what can stand inside of formulas.

    *number* returns the number of a row or a formula as TeX, or '' if it has none. A number of the
    whole formula stands at its end.
    """
    source = _COMMENT.sub(r"\1", source)
    source = _SPACED_ROW.sub(r"\\\\ ", source)
    source = _SMALL.sub(
        lambda each: r"{\scriptstyle\begin{matrix}" if each[1] == "begin" else r"\end{matrix}}",
        source,
    )
    source = _STARRED.sub(r"\\\1{\2}", source)
    source = _ALIGNEDAT.sub(
        lambda each: rf"\{'begin' if 'begin' in each[0] else 'end'}{{aligned}}", source
    )
    source = _POSITION.sub(r"\1", source)
    source = _paragraphs(source)
    # `equation` and `subequations` can contain the others.
    while (changed := _OUTER.sub(lambda each: _inner(each, number), source)) != source:
        source = changed
    source, mark = take_mark(source)
    if any(_parts(source)):
        source = rf"\begin{{aligned}}{source}\end{{aligned}}"
    at_end = number(mark)
    return rf"{source} \qquad {at_end}" if at_end else source


def _inner(match: re.Match[str], number: Callable[[Mark], str]) -> str:
    kind, body = match["kind"], match["body"]
    if kind in _ALIGNED:
        if kind.endswith("at") and (columns := argument(body, 0)):
            body = body[columns[1] :]
        return _with_numbers(body, number, "aligned")
    if kind in _STACKED:
        return _with_numbers(body, number, "gathered")
    if kind == "eqnarray":
        return _with_numbers(body, number, "array", "{rclr}")
    return body


def _with_numbers(body: str, number: Callable[[Mark], str], name: str, columns: str = "") -> str:
    """Return the environment *name* with the rows of *body*, and numbers in a column of theirs."""
    in_column = name != "gathered"
    rows = [take_mark(row) for row in split_rows(body)]
    if len(rows) > 1 and not rows[-1][0].strip() and rows[-1][1] == Mark((), None):
        rows.pop()
    width = max(len(_cells(row)) for row, _ in rows)
    done = []
    for row, mark in rows:
        text = number(mark)
        missing = max(width, 3 if columns else 1) - len(_cells(row))
        gap = " & " * (missing + 1) if in_column else " "
        done.append(rf"{row}{gap}\qquad {text}" if text else row)
    return rf"\begin{{{name}}}{columns}" + r" \\ ".join(done) + rf"\end{{{name}}}"


def _paragraphs(source: str) -> str:
    """Return *source* with its paragraphs as rows, as Sphinx's own renderers have them."""
    parts = [part for part in _BLANK_LINES.split(source.strip()) if part.strip()]
    if len(parts) < 2 or any(part.count(r"\begin") != part.count(r"\end") for part in parts):
        return _BLANK_LINES.sub("\n", source)
    rows = (
        rf"\begin{{split}}{part}\end{{split}}" if len(split_rows(part)) > 1 else part
        for part in parts
    )
    joined = r" \\ ".join(rows)
    return rf"\begin{{align*}}{joined}\end{{align*}}"


def take_mark(source: str) -> tuple[str, Mark]:
    r"""Return *source* without ``\label``, ``\tag`` and ``\notag``, and what they say."""
    labels: list[str] = []
    tag: str | None = None
    rest, at = [], 0
    while match := _NUMBERED.search(source, at):
        rest.append(source[at : match.start()])
        at = match.end()
        if match[1] in {"notag", "nonumber"}:
            continue
        value = argument(source, at)
        if value is None:
            rest.append(match[0])
            continue
        text, at = value
        if match[1] == "label":
            labels.append(text.strip())
        else:
            text = text.replace("$", "").strip()
            tag = text if match[1] == "tag*" else f"({text})"
    return "".join([*rest, source[at:]]), Mark(tuple(labels), tag)


def split_rows(source: str) -> list[str]:
    r"""Return the rows of *source*, which stand between ``\\`` outside of groups."""
    rows, start = [], 0
    for part, at in _parts(source):
        if part == r"\\":
            rows.append(source[start:at])
            start = at + 2
    return [*rows, source[start:]]


def _cells(row: str) -> list[str]:
    return ["", *(part for part, _ in _parts(row) if part == "&")]


def _parts(source: str) -> list[tuple[str, int]]:
    r"""Return each ``&`` and ``\\`` outside of groups and environments, and its position."""
    depth = 0
    found = []
    for match in _PART.finditer(source):
        part = match[0]
        if part == r"\begin":
            depth += 1
        elif part == r"\end":
            depth -= 1
        elif part in "{}":
            depth += 1 if part == "{" else -1
        elif depth == 0 and part in {"&", r"\\"}:
            found.append((part, match.start()))
    return found
