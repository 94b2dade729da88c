"""Configuration files of other systems: YAML, TOML, JSON, and Python that is not run."""

from __future__ import annotations

import ast
import datetime as dt
import warnings
from typing import TYPE_CHECKING, Any

from sphinx_transcript.importers.front_matter.source_front_matter import (
    SourceFileError,
    parse_mapping,
    read_text,
)
from sphinx_transcript.post.dates import load_zone

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_transcript.importers.report import Report

_MAX_LENGTH = 1_000_000
_NOT_PLAIN = (ValueError, TypeError, SyntaxError, RecursionError, MemoryError)


def read_mapping(folder: Path, name: str, report: Report, suffix: str = ".yml") -> dict[str, Any]:
    """Return the configuration file *name* in *folder* with its keys in lower case.

    *suffix* says how it is parsed. A file that can't be read is reported and gives {}.
    """
    if not (folder / name).exists():
        message = "there is no configuration: what it would say is not known"
        report.add(name, 1, message, "configuration")
        return {}
    try:
        return parse_mapping(read_text(folder / name), suffix)
    except SourceFileError as error:
        report.add(name, error.line, str(error), "configuration")
        return {}


def read_python_settings(folder: Path, name: str, report: Report) -> dict[str, Any]:
    """Return the literal settings of the Python file *name* in *folder*.

    A file that can't be read is reported and gives {}.
    """
    try:
        return literal_settings(folder / name)
    except SourceFileError as error:
        report.add(name, error.line, str(error), "configuration")
        return {}


def literal_settings(path: Path) -> dict[str, Any]:
    """Return the names that the Python file *path* assigns plain values to, without running it.

    A plain value is made of literals, of names that have such values, of their sums, and of
    f-strings. A name that any later statement assigns something else to is left out.
    Raises SourceFileError.
    """
    source = read_text(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            module = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", None) or 1
        raise SourceFileError(f"not Python: {error}", line) from error
    settings: dict[str, Any] = {}
    _assign(module.body, settings)
    return settings


def _assign(statements: list[ast.stmt], settings: dict[str, Any]) -> None:
    """Add to *settings* what *statements* assign."""
    for statement in statements:
        if isinstance(statement, ast.If):
            try:
                is_met = bool(_plain_value(statement.test, settings))
            except _NOT_PLAIN:
                pass
            else:
                _assign(statement.body if is_met else statement.orelse, settings)
                continue
        targets = statement.targets if isinstance(statement, ast.Assign) else []
        value = statement.value if isinstance(statement, ast.Assign) else None
        if isinstance(statement, ast.AnnAssign):
            targets, value = [statement.target], statement.value
        names = [target.id for target in targets if isinstance(target, ast.Name)]
        try:
            found = dict.fromkeys(names, _plain_value(value, settings)) if value else {}
        except _NOT_PLAIN:
            found = {}
        for name in _assigned_names(statement):
            settings.pop(name, None)
        settings |= found


def text_setting(settings: Any, name: str, default: str = "") -> str:
    """Return the string that the dict *settings* has for *name*; *default* if it has none."""
    value = settings.get(name, default) if isinstance(settings, dict) else default
    return value if isinstance(value, str) else default


def site_url(text: str) -> str:
    """Return the URL *text* with one trailing slash; '' if it is not an HTTP URL."""
    url = text.rstrip("/")
    return f"{url}/" if url.startswith(("http://", "https://")) else ""


def zone_or_utc(name: str, file: str, report: Report) -> dt.tzinfo:
    """Return the time zone *name* that *file* sets; UTC without one, and for an unknown one."""
    try:
        return load_zone(name or "UTC")
    except ValueError as error:
        report.add(file, 1, f"{error}: times are taken to be in UTC", "configuration")
        return dt.UTC


def _plain_value(node: ast.expr, settings: dict[str, Any]) -> Any:
    """Return the value of *node*, with names as in *settings*; ValueError if it is not plain."""

    def value(each: ast.expr) -> Any:
        return _plain_value(each, settings)

    if isinstance(node, ast.Name) and node.id in settings:
        return settings[node.id]
    if isinstance(node, ast.List):
        return [value(each) for each in node.elts]
    if isinstance(node, ast.Tuple):
        return tuple(value(each) for each in node.elts)
    if isinstance(node, ast.Dict):
        # Without a key, an item is another dict: **name.
        keys = [value(each) for each in node.keys if each is not None]
        return dict(zip(keys, map(value, node.values), strict=True))
    if isinstance(node, ast.JoinedStr):
        return "".join(str(value(each)) for each in node.values)
    if isinstance(node, ast.FormattedValue) and node.conversion == -1 and not node.format_spec:
        return value(node.value)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = value(node.left), value(node.right)
        if isinstance(left, str | list | tuple) and type(left) is type(right):
            if len(left) + len(right) > _MAX_LENGTH:
                raise ValueError("too long")
            return left + right  # type: ignore[operator]
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In) and len(node.ops) == 1:
        return value(node.left) in value(node.comparators[0])
    return ast.literal_eval(node)


def _assigned_names(statement: ast.stmt) -> set[str]:
    return {
        node.id
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store | ast.Del)
    }
