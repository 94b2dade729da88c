"""The values of a conf.py that is plain: it assigns literals to names, and does nothing else."""

from __future__ import annotations

import ast
import warnings
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_MAX_BYTES = 100_000


def plain_values(conf: Path) -> dict[str, Any] | None:
    """Return the values that the file *conf* assigns, by name; None if it is not plain.

    Nothing in it is executed. Any other statement, and any error in it, is for Sphinx to deal with.
    """
    values: dict[str, Any] = {}
    try:
        source = conf.read_bytes()
        if len(source) > _MAX_BYTES:
            return None
        with warnings.catch_warnings():
            # Python warns of some strings, such as "\\d".
            warnings.simplefilter("error")
            statements = ast.parse(source).body
            for statement in statements:
                match statement:
                    case ast.Assign(targets=[ast.Name(id=name)], value=value):
                        values[name] = ast.literal_eval(value)
                    case ast.AnnAssign(
                        target=ast.Name(id=name),
                        annotation=ast.Name(id="bool" | "dict" | "int" | "list" | "str"),
                        value=ast.expr() as value,
                    ):
                        values[name] = ast.literal_eval(value)
                    case ast.Expr(value=ast.Constant()):
                        pass
                    case _:
                        return None
    except (OSError, SyntaxError, ValueError, TypeError, RecursionError, MemoryError, Warning):
        return None
    return values
