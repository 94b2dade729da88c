"""Settings in a file of Python, as far as they are written there as plain values."""

from __future__ import annotations

import ast
import warnings
from typing import TYPE_CHECKING, Any

from sphinx_transcript.importing.metadata import MetadataError, read_text

if TYPE_CHECKING:
    from pathlib import Path


def literal_settings(path: Path) -> dict[str, Any]:
    """Return the names that the file *path* gives plain values, without running it.

    A name that is given another value later on, by whatever code, has none. Raises MetadataError.
    """
    source = read_text(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            module = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None) or 1
        raise MetadataError(f"not Python: {error}", line) from error
    found: dict[str, Any] = {}
    for statement in module.body:
        targets = statement.targets if isinstance(statement, ast.Assign) else []
        value = statement.value if isinstance(statement, ast.Assign) else None
        if isinstance(statement, ast.AnnAssign):
            targets, value = [statement.target], statement.value
        for name in _assigned(statement):
            found.pop(name, None)
        if value is None:
            continue
        try:
            given = ast.literal_eval(value)
        except (ValueError, TypeError, SyntaxError, RecursionError):
            continue
        found |= {target.id: given for target in targets if isinstance(target, ast.Name)}
    return found


def setting(settings: Any, name: str, default: str = "") -> str:
    """Return the text that the dict *settings* has for *name*; *default* where it has none."""
    value = settings.get(name, default) if isinstance(settings, dict) else default
    return value if isinstance(value, str) else default


def _assigned(statement: ast.stmt) -> set[str]:
    return {
        node.id
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store | ast.Del)
    }
