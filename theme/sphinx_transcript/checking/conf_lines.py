"""Where in conf.py something is: what a warning is about, or what could not be executed."""

from __future__ import annotations

import ast
import re
import tokenize
from pathlib import Path

_RAISED = re.compile(r'File "(?P<file>[^"\n]+)", line (?P<line>\d+)')
_SYNTAX = re.compile(r"\((?P<file>[^()\n]+), line (?P<line>\d+)\)")
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"""['"]([^'"]+)['"]""")


def line_of_names(conf: Path, message: str) -> int | None:
    """Return the line of *conf* that sets the first value that *message* names, from 1.

    Where the message also names a key of the dictionary that the value is, it is the key's line.
    A message that names no value may quote what one is. None where it names nothing in *conf*.
    """
    try:
        with tokenize.open(conf) as file:
            tree = ast.parse(file.read())
    except (OSError, SyntaxError, ValueError):
        return None
    values = {
        target.id: node
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    words = _WORD.findall(message)
    statement = next((values[word] for word in words if word in values), None)
    if statement is None:
        quoted = set(_QUOTED.findall(message))
        texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
        return next((node.lineno for node in texts if node.value in quoted), None)
    keys = {
        key.value: key.lineno
        for node in ast.walk(statement)
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }
    return next((keys[word] for word in words if word in keys), statement.lineno)


def line_of_error(conf: Path, error: BaseException) -> int | None:
    """Return the line of *conf* at which *error* was raised while it was executed, or None."""
    found = [*_RAISED.finditer(str(error)), *_SYNTAX.finditer(str(error))]
    lines = [int(match["line"]) for match in found if Path(match["file"]).name == conf.name]
    return lines[-1] if lines else None
