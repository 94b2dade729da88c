"""Finds the line of conf.py that a warning or an error is about."""

from __future__ import annotations

import ast
import re
import tokenize
from pathlib import Path

_TRACEBACK_LINE = re.compile(r'File "(?P<file>[^"\n]+)", line (?P<line>\d+)')
_SYNTAX_ERROR_LINE = re.compile(r"\((?P<file>[^()\n]+), line (?P<line>\d+)\)")
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"""['"]([^'"]+)['"]""")


def line_of_names(conf: Path, message: str) -> int | None:
    """Return the line of *conf*, from 1, that assigns the first name that *message* mentions.

    Where the message also mentions a key of an assigned dictionary, return the line of the key.
    Where it mentions no name, return the line of a string that it quotes, or else None.
    """
    try:
        with tokenize.open(conf) as file:
            tree = ast.parse(file.read())
    except (OSError, SyntaxError, ValueError):
        return None
    assignments = {
        target.id: node
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    words = _WORD.findall(message)
    statement = next((assignments[word] for word in words if word in assignments), None)
    if statement is None:
        quoted = set(_QUOTED.findall(message))
        constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
        return next((node.lineno for node in constants if node.value in quoted), None)
    keys = {
        key.value: key.lineno
        for node in ast.walk(statement)
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }
    return next((keys[word] for word in words if word in keys), statement.lineno)


def line_of_error(conf: Path, error: BaseException) -> int | None:
    """Return the line of *conf* that raised *error* when it was executed, or None."""
    matches = [*_TRACEBACK_LINE.finditer(str(error)), *_SYNTAX_ERROR_LINE.finditer(str(error))]
    lines = [int(match["line"]) for match in matches if Path(match["file"]).name == conf.name]
    return lines[-1] if lines else None
