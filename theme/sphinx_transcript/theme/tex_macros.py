r"""Macros in TeX formulas: definitions such as ``\newcommand``, and their expansion.

MathJax keeps a definition for all later formulas of its page, so pages begin with formulas of
nothing else: https://docs.mathjax.org/en/latest/input/tex/macros.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_transcript.support.lazy_patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

_MAX_EXPANSIONS = 1000
_MAX_LENGTH = 20_000
"""The length in characters beyond which a formula isn't converted."""
_COMMAND = lazy_pattern(r"\\([A-Za-z]+|.)", re.DOTALL)
_DEFINITION = lazy_pattern(
    r"\\(?P<kind>(?:re)?newcommand|providecommand|DeclareMathOperator|[gex]?def|let)(?![A-Za-z])"
    r"(?P<star>\*?)\s*(?P<brace>\{)?\s*\\(?P<name>[A-Za-z]+|[^A-Za-z\s])\s*(?(brace)\})\s*"
)
_OPTIONAL = lazy_pattern(r"\s*\[([^][]*)\]")
_LET = lazy_pattern(r"\s*=?\s*(\\(?:[A-Za-z]+|.)|[^\\\s])")
_PARAMETERS = lazy_pattern(r"(?:\s*#\d)*\s*")
_ENDS_IN_WORD = lazy_pattern(r"\\[A-Za-z]+$")


class TexError(Exception):
    """A formula that can't be converted; the message says why."""


class Macro(NamedTuple):
    """A macro."""

    body: str
    """With ``#1`` to ``#9`` for the arguments."""
    parameters: int = 0
    default: str | None = None
    """The first argument where none is given in brackets; None if it isn't optional."""


STANDARD: dict[str, Macro] = {
    # What MathJax or its packages know, and the converters don't.
    "mbox": Macro(r"\text{#1}", 1),
    "hbox": Macro(r"\text{#1}", 1),
    "pmb": Macro(r"\boldsymbol{#1}", 1),
    "bold": Macro(r"\mathbf{#1}", 1),
    "mathds": Macro(r"\mathbb{#1}", 1),
    "mathbbm": Macro(r"\mathbb{#1}", 1),
    "substack": Macro(r"\begin{matrix}#1\end{matrix}", 1),
    "href": Macro("{#2}", 2),
    "class": Macro("{#2}", 2),
    "cssId": Macro("{#2}", 2),
    "style": Macro("{#2}", 2),
    "htmlId": Macro("{#2}", 2),
    "rule": Macro("", 2),
    "require": Macro("", 1),
    "smash": Macro("{#1}", 1),
    "varinjlim": Macro(r"\operatorname*{lim}"),
    "dd": Macro(r"\mathrm{d}#1", 1),
    "dv": Macro(r"\frac{\mathrm{d} #1}{\mathrm{d} #2}", 2),
    "pdv": Macro(r"\frac{\partial #1}{\partial #2}", 2),
    "abs": Macro(r"\left|#1\right|", 1),
    "norm": Macro(r"\left\|#1\right\|", 1),
    "qty": Macro(r"\left(#1\right)", 1),
    "ev": Macro(r"\left\langle #1\right\rangle", 1),
    "braket": Macro(r"\left\langle #1\right\rangle", 1),
    "defeq": Macro(r"\coloneqq"),
}
"""Macros that hold where the document defines none of the same name."""


def macros_of_mathjax(config: Mapping[str, Any]) -> dict[str, Macro]:
    """Return the macros in a configuration of MathJax 3 or 4, as ``mathjax3_config`` has it."""
    tex = config.get("tex")
    given = tex.get("macros") if isinstance(tex, dict) else None
    found = {}
    for name, value in (given if isinstance(given, dict) else {}).items():
        parts = value if isinstance(value, list | tuple) else (value,)
        match parts:
            case [str(body), int(count), str(default), *_]:
                found[str(name)] = Macro(body, count, default)
            case [str(body), int(count)]:
                found[str(name)] = Macro(body, count)
            case [str(body)]:
                found[str(name)] = Macro(body)
    return found


def take_definitions(source: str) -> tuple[str, dict[str, Macro]]:
    """Return *source* without its definitions of macros, and these by name."""
    found: dict[str, Macro] = {}
    rest, at = [], 0
    while match := _DEFINITION.search(source, at):
        defined = _definition(source, match)
        rest.append(source[at : match.start() if defined else match.end()])
        at = match.end()
        if defined:
            macro, at = defined
            found[match["name"]] = macro
    return "".join([*rest, source[at:]]), found


def _definition(source: str, match: re.Match[str]) -> tuple[Macro, int] | None:
    """Return the macro that *match* begins to define and the end of it; None if it is broken."""
    kind, at = match["kind"], match.end()
    if kind == "let":
        same = _LET.match(source, at)
        return (Macro(same[1]), same.end()) if same else None
    parameters, default = 0, None
    if kind.endswith("def"):
        between = _PARAMETERS.match(source, at)
        assert between is not None  # noqa: S101 (the pattern matches nothing, too)
        parameters, at = between[0].count("#"), between.end()
    elif kind != "DeclareMathOperator":
        options: list[str] = []
        while (option := _OPTIONAL.match(source, at)) and len(options) < 2:
            options.append(option[1])
            at = option.end()
        if options and not options[0].strip().isdecimal():
            return None
        parameters = int(options[0][:4]) if options else 0
        default = options[1] if len(options) == 2 else None
    body = argument(source, at)
    if body is None:
        return None
    text, end = body
    if kind == "DeclareMathOperator":
        text = rf"\operatorname{match['star']}{{{text}}}"
    return Macro(text, parameters, default), end


def argument(source: str, at: int) -> tuple[str, int] | None:
    """Return the argument at *at*, a group without its braces or a token, and its end."""
    while at < len(source) and source[at].isspace():
        at += 1
    if at >= len(source) or source[at] == "}":
        return None
    if source[at] != "{":
        token = _COMMAND.match(source, at)
        end = token.end() if token else at + 1
        return source[at:end], end
    depth, end = 0, at
    while end < len(source):
        if source[end] == "\\":
            end += 1
        elif source[end] in "{}":
            depth += 1 if source[end] == "{" else -1
            if depth == 0:
                return source[at + 1 : end], end + 1
        end += 1
    return None


def expand(source: str, macros: Mapping[str, Macro]) -> str:
    """Return *source* with *macros* expanded.

    Raises:
        TexError: if the expansion doesn't end, or is too long.
    """
    at = count = 0
    while match := _COMMAND.search(source, at):
        at = match.end()
        macro = macros.get(match[1])
        taken = _arguments(source, at, macro) if macro else None
        if macro is None or taken is None:
            continue
        values, end = taken
        text = re.sub(r"#([1-9])", _Values(values), macro.body)
        if _ENDS_IN_WORD.search(text) and source[end : end + 1].isalpha():
            text += " "
        source = source[: match.start()] + text + source[end:]
        at, count = match.start(), count + 1
        if count > _MAX_EXPANSIONS or len(source) > _MAX_LENGTH:
            raise TexError(rf"the macro \{match[1]} has no end")
    if len(source) > _MAX_LENGTH:
        raise TexError(f"it is longer than {_MAX_LENGTH} characters")
    return source


def _arguments(source: str, at: int, macro: Macro) -> tuple[list[str], int] | None:
    values = []
    if macro.default is not None:
        option = _OPTIONAL.match(source, at)
        values.append(option[1] if option else macro.default)
        at = option.end() if option else at
    while len(values) < macro.parameters:
        given = argument(source, at)
        if given is None:
            return None
        values.append(given[0])
        at = given[1]
    return values, at


class _Values:
    """The arguments of a macro, for the parameters in its body."""

    def __init__(self, values: list[str]) -> None:
        self._values = values

    def __call__(self, parameter: re.Match[str]) -> str:
        number = int(parameter[1])
        return self._values[number - 1] if number <= len(self._values) else ""
