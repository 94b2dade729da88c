"""What the actions of a lexer of Pygments do with the text that an expression matches."""

from __future__ import annotations

from typing import Any

from pygments.lexer import RegexLexer
from pygments.token import Error, _TokenType


def makes_no_error(action: Any) -> bool:
    """Tell whether the *action* of a rule yields no error for text of safe characters."""
    if action is None:
        return True
    if type(action) is _TokenType:
        return action[: len(Error)] != Error
    if getattr(action, "__module__", "") != RegexLexer.__module__:
        return False
    values = _free_variables(action)
    match action.__qualname__:
        case "bygroups.<locals>.callback":
            return all(map(makes_no_error, values["args"]))
        case "using.<locals>.callback":
            # With `using(this)`, the lexer itself reads a part of the text.
            return "_other" not in values and not values["kwargs"] and not values["gt_kwargs"]
    return False


def divides(action: Any) -> bool:
    """Tell whether the lexer reads a part of the text by itself, in an *action* without errors."""
    name = getattr(action, "__qualname__", "")
    if name == "bygroups.<locals>.callback":
        return any(map(divides, _free_variables(action)["args"]))
    return bool(name == "using.<locals>.callback")


def _free_variables(function: Any) -> dict[str, Any]:
    cells = zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
    return {name: cell.cell_contents for name, cell in cells}
