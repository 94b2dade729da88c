"""Front matter of other systems, read from the text of a file: YAML, TOML or JSON."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from pathlib import Path

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STRING = "tag:yaml.org,2002:str"
_NULL = "tag:yaml.org,2002:null"


class Plain(str):
    """What stood unquoted for a number, a truth or a date; written as it was read."""

    __slots__ = ()


class MetadataError(ValueError):
    """A file or front matter that can't be read."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line
        """Line in the file, from 1."""


@dataclass(slots=True)
class Metadata:
    """A file taken apart."""

    values: dict[str, Any]
    """Text, lists and dicts of it; by the keys in lower case."""
    body: str
    line: int
    """The line that the body begins at, from 1."""
    lines: dict[str, int] = field(default_factory=dict)
    """The lines of the keys."""
    names: dict[str, str] = field(default_factory=dict)
    """The keys as they were written."""
    emptied: set[int] = field(default_factory=set)
    """The lines of the body, from 0, that the keys stood on, where they stood in it."""

    def line_of(self, key: str) -> int:
        """Return the line of *key*; 1 where it has none."""
        return self.lines.get(key, 1)

    def pop(self, *keys: str) -> Any:
        """Take the values of *keys* out, and return the first that is there and not empty."""
        found = [self.values.pop(key, None) for key in keys]
        return next((value for value in found if value not in (None, "", [], {})), None)


def read_text(path: Path) -> str:
    """Return the text of the file *path*, with line feeds alone; raise MetadataError."""
    try:
        path.name.encode()
    except UnicodeEncodeError as error:
        raise MetadataError("the file's name is not UTF-8; not converted", 1) from error
    try:
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The codec counts from behind the byte order mark.
        at = error.start + len(content) - len(error.object)
        line = content[:at].count(b"\n") + 1
        message = f"byte 0x{content[at]:02x} is not UTF-8; not converted"
        raise MetadataError(message, line) from error
    except OSError as error:
        raise MetadataError(f"can't be read: {error.strerror}; not converted", 1) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_metadata(text: str, *, formats: str = "yaml") -> Metadata:
    """Return the front matter of *text*, empty if it has none, and what is below it.

    *formats* are names with blanks between them: yaml between lines of three hyphens, toml
    between lines of three plus signs, json as an object. Raises MetadataError.
    """
    lines = text.split("\n")
    opening = lines[0].rstrip()
    if opening == "---" and "yaml" in formats:
        return _between(lines, ("---", "..."), _read_yaml)
    if opening == "+++" and "toml" in formats:
        return _between(lines, ("+++",), _read_toml)
    if opening.startswith("{") and not opening.startswith(("{{", "{%")) and "json" in formats:
        return _read_json(text)
    return Metadata({}, text, 1)


def mapping(text: str, suffix: str) -> dict[str, Any]:
    """Return what the file of configuration *text* says, as read_metadata has values.

    *suffix* is that of its name. Raises MetadataError.
    """
    try:
        if suffix == ".toml":
            return _named(tomllib.loads(text))
        if suffix == ".json":
            return _named(json.loads(text))
    except ValueError as error:
        raise MetadataError(str(error), 1) from error
    return _read_yaml(text, 1).values


def scalar(value: Any) -> str:
    """Return *value* as text; '' for a list, a dict or nothing."""
    return str(value) if isinstance(value, str) else ""


def is_true(value: Any) -> bool:
    """Tell whether *value* says yes."""
    return isinstance(value, str) and value.casefold() in {"true", "yes", "on", "1"}


def _between(lines: list[str], closings: tuple[str, ...], read: Any) -> Metadata:
    end = next((at for at, line in enumerate(lines) if at and line.rstrip() in closings), None)
    if end is None:
        raise MetadataError("front matter opens here and never closes; not converted", 1)
    found: Metadata = read("\n".join(lines[1:end]), 2)
    found.line = end + 2
    while lines[found.line - 1 :] and not lines[found.line - 1].strip():
        found.line += 1
    found.body = "\n".join(lines[found.line - 1 :])
    return found


def _read_yaml(source: str, first: int) -> Metadata:
    try:
        root = yaml.compose(source, Loader=_LOADER)
        if isinstance(root, yaml.MappingNode):
            yaml.constructor.SafeConstructor().flatten_mapping(root)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        position = getattr(error, "position", None)
        before = source[:position].count("\n") if isinstance(position, int) else 0
        line = (mark.line if mark else before) + first
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise MetadataError(f"not YAML: {problem}; not converted", line) from error
    except RecursionError as error:
        raise MetadataError("nested too deeply; not converted", first) from error
    found = Metadata({}, "", first)
    if root is None:
        return found
    if not isinstance(root, yaml.MappingNode):
        raise MetadataError("not a list of 'key: value' lines; not converted", first)
    for key, value in root.value:
        if isinstance(key, yaml.ScalarNode):
            name = key.value.lower()
            found.values[name] = _yaml_value(value)
            found.lines[name] = key.start_mark.line + first
            found.names[name] = key.value
    return found


def _yaml_value(node: yaml.Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        if node.tag == _NULL:
            return None
        return node.value if node.tag == _STRING else Plain(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_yaml_value(item) for item in node.value]
    return {
        key.value: _yaml_value(value)
        for key, value in node.value
        if isinstance(key, yaml.ScalarNode)
    }


def _read_toml(source: str, first: int) -> Metadata:
    try:
        values = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        line = int(place[1]) - 1 + first if place else first
        raise MetadataError(f"not TOML: {error}; not converted", line) from error
    return _with_lines(values, source, first)


def _read_json(text: str) -> Metadata:
    try:
        values, end = json.JSONDecoder().raw_decode(text)
    except json.JSONDecodeError as error:
        raise MetadataError(f"not JSON: {error.msg}; not converted", error.lineno) from error
    found = _with_lines(values, text[:end], 1)
    rest = text[end:]
    found.body = rest.lstrip("\n")
    found.line = text[:end].count("\n") + 1 + len(rest) - len(found.body)
    return found


def _with_lines(values: dict[str, Any], source: str, first: int) -> Metadata:
    found = Metadata(_named(values), "", first)
    lines = source.split("\n")
    for name in values:
        pattern = re.compile(rf"[\s{{,\[]*[\"']?{re.escape(name)}[\"']?\s*[=:\].]")
        at = next((at for at, line in enumerate(lines) if pattern.match(line)), 0)
        found.lines[name.lower()] = at + first
        found.names[name.lower()] = name
    return found


def _named(values: dict[str, Any]) -> dict[str, Any]:
    return {name.lower(): _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if value is None or isinstance(value, str):
        # A lone half of a pair, which JSON can write, is in no text that can be saved.
        return value and value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, bool):
        return Plain(str(value).lower())
    is_date = isinstance(value, dt.date | dt.time)
    return Plain(value.isoformat() if is_date else json.dumps(value))
