"""Front matter of other systems: parses YAML, TOML and JSON at the top of a file."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from sphinx_transcript.importers.front_matter.yaml_limits import YamlLimitError, check_limits

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_YAML_STRING = "tag:yaml.org,2002:str"
_MAX_DEPTH = 100
"""How deeply values may be nested: what reads and writes them calls itself for each level."""
_TOO_DEEP = "nested too deeply; not converted"
_YAML_NULL = "tag:yaml.org,2002:null"


class PlainScalar(str):
    """An unquoted number, boolean or date, as it was written; it is written without quotes."""

    __slots__ = ()


class SourceFileError(ValueError):
    """A file, or its front matter, that can't be read."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line
        """Line in the file, from 1."""


@dataclass(slots=True)
class SourceFrontMatter:
    """The front matter of a file of another system, and the text below it."""

    values: dict[str, Any]
    """Strings, lists and dicts, by their keys in lower case."""
    body: str
    body_line: int
    """The line of the file on which the body begins, from 1."""
    key_lines: dict[str, int] = field(default_factory=dict)
    """The line of each key."""
    key_names: dict[str, str] = field(default_factory=dict)
    """Each key as it was written."""
    metadata_lines: set[int] = field(default_factory=set)
    """Lines of the body, from 0, that held metadata and are empty now."""
    document_title: str = ""
    """The title of a reStructuredText document, which stays in the body."""

    def line_of(self, key: str) -> int:
        """Return the line of *key*, which may be popped already; 1 if it has none."""
        return self.key_lines.get(key, 1)

    def line_of_first(self, *keys: str) -> int:
        """Return the line of the first of *keys* that has a value; 1 if none has."""
        return next((self.line_of(key) for key in keys if self.values.get(key)), 1)

    def pop(self, *keys: str) -> Any:
        """Remove *keys*, and return the first of their values that is not empty, or None."""
        values = [self.values.pop(key, None) for key in keys]
        return next((value for value in values if value not in (None, "", [], {})), None)


def read_text(path: Path) -> str:
    """Return the text of the file *path*, with line feeds as line ends.

    Raises SourceFileError if it can't be read or is not UTF-8.
    """
    try:
        path.name.encode()
    except UnicodeEncodeError as error:
        raise SourceFileError("the file's name is not UTF-8; not converted", 1) from error
    try:
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The codec's offset does not count the byte order mark.
        offset = error.start + len(content) - len(error.object)
        line = content[:offset].count(b"\n") + 1
        message = f"byte 0x{content[offset]:02x} is not UTF-8; not converted"
        raise SourceFileError(message, line) from error
    except OSError as error:
        raise SourceFileError(f"can't be read: {error.strerror}; not converted", 1) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def parse_front_matter(text: str, *, formats: str = "yaml") -> SourceFrontMatter:
    """Return the front matter of *text*, without values if it has none, and the body.

    *formats* are names separated by spaces: yaml, between lines of three hyphens; toml, between
    lines of three plus signs; json, an object. Raises SourceFileError.
    """
    lines = text.split("\n")
    opening = lines[0].rstrip()
    if opening == "---" and "yaml" in formats:
        return _parse_block(lines, ("---", "..."), _parse_yaml)
    if opening == "+++" and "toml" in formats:
        return _parse_block(lines, ("+++",), _parse_toml)
    if opening.startswith("{") and not opening.startswith(("{{", "{%")) and "json" in formats:
        return _parse_json(text)
    return SourceFrontMatter({}, text, 1)


def parse_mapping(text: str, suffix: str) -> dict[str, Any]:
    """Return the configuration file *text* as a dict; keys and values as in parse_front_matter.

    *suffix* is .toml or .json; any other is parsed as YAML. Raises SourceFileError.
    """
    try:
        if suffix == ".toml":
            return _lower_keys(tomllib.loads(text))
        values = json.loads(text) if suffix == ".json" else {}
    except RecursionError as error:
        raise SourceFileError("nested too deeply; not read", 1) from error
    except ValueError as error:
        raise SourceFileError(str(error), 1) from error
    if not isinstance(values, dict):
        raise SourceFileError("not an object with keys; not read", 1)
    return _lower_keys(values) if suffix == ".json" else _parse_yaml(text, 1).values


def scalar(value: Any) -> str:
    """Return *value* if it is a string, else ''."""
    return str(value) if isinstance(value, str) else ""


def is_true(value: Any) -> bool:
    """Tell whether *value* is a string that means true."""
    return isinstance(value, str) and value.casefold() in {"true", "yes", "on", "1"}


def _parse_block(
    lines: list[str],
    closings: tuple[str, ...],
    parse: Callable[[str, int], SourceFrontMatter],
) -> SourceFrontMatter:
    """Return the front matter from the first line to one of *closings*, and the body."""
    end = next((at for at, line in enumerate(lines) if at and line.rstrip() in closings), None)
    if end is None:
        raise SourceFileError("front matter opens here and never closes; not converted", 1)
    front_matter = parse("\n".join(lines[1:end]), 2)
    first = end + 1
    while first < len(lines) and not lines[first].strip():
        first += 1
    front_matter.body_line = first + 1
    front_matter.body = "\n".join(lines[first:])
    return front_matter


def _parse_yaml(source: str, first_line: int) -> SourceFrontMatter:
    try:
        root = yaml.compose(source, Loader=_LOADER)
        if root is not None:
            check_limits(root)
        if isinstance(root, yaml.MappingNode):
            yaml.constructor.SafeConstructor().flatten_mapping(root)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        position = getattr(error, "position", None)
        lines_before = source[:position].count("\n") if isinstance(position, int) else 0
        line = (mark.line if mark else lines_before) + first_line
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise SourceFileError(f"not YAML: {problem}; not converted", line) from error
    except YamlLimitError as error:
        raise SourceFileError(f"{error}; not converted", error.line + first_line) from error
    except RecursionError as error:
        raise SourceFileError(_TOO_DEEP, first_line) from error
    front_matter = SourceFrontMatter({}, "", first_line)
    if root is None:
        return front_matter
    if not isinstance(root, yaml.MappingNode):
        raise SourceFileError("not a list of 'key: value' lines; not converted", first_line)
    for key, value in root.value:
        if isinstance(key, yaml.ScalarNode):
            name = key.value.lower()
            front_matter.values[name] = _yaml_value(value, key.start_mark.line + first_line)
            front_matter.key_lines[name] = key.start_mark.line + first_line
            front_matter.key_names[name] = key.value
    return front_matter


def _yaml_value(node: yaml.Node, line: int, depth: int = 0) -> Any:
    """Return the value of *node*, which is on *line*."""
    if depth > _MAX_DEPTH:
        raise SourceFileError(_TOO_DEEP, line)
    if isinstance(node, yaml.ScalarNode):
        if node.tag == _YAML_NULL:
            return None
        return node.value if node.tag == _YAML_STRING else PlainScalar(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_yaml_value(item, line, depth + 1) for item in node.value]
    return {
        key.value: _yaml_value(value, line, depth + 1)
        for key, value in node.value
        if isinstance(key, yaml.ScalarNode)
    }


def _parse_toml(source: str, first_line: int) -> SourceFrontMatter:
    try:
        return _with_key_lines(tomllib.loads(source), source, first_line)
    except RecursionError as error:
        raise SourceFileError(_TOO_DEEP, first_line) from error
    except ValueError as error:
        # Besides the errors of TOML: numbers with more digits than Python reads.
        match = re.search(r"at line (\d+)", str(error))
        line = int(match[1]) - 1 + first_line if match else first_line
        raise SourceFileError(f"not TOML: {error}; not converted", line) from error


def _parse_json(text: str) -> SourceFrontMatter:
    try:
        values, end = json.JSONDecoder().raw_decode(text)
        front_matter = _with_key_lines(values, text[:end], 1)
    except json.JSONDecodeError as error:
        raise SourceFileError(f"not JSON: {error.msg}; not converted", error.lineno) from error
    except RecursionError as error:
        raise SourceFileError(_TOO_DEEP, 1) from error
    except ValueError as error:
        raise SourceFileError(f"not JSON: {error}; not converted", 1) from error
    rest = text[end:]
    front_matter.body = rest.lstrip("\n")
    blank_lines = len(rest) - len(front_matter.body)
    front_matter.body_line = text[:end].count("\n") + 1 + blank_lines
    return front_matter


def _with_key_lines(values: dict[str, Any], source: str, first_line: int) -> SourceFrontMatter:
    """Return *values*, each with the line of *source* on which its key seems to be."""
    front_matter = SourceFrontMatter(_lower_keys(values), "", first_line)
    lines = source.split("\n")
    for name in map(_encodable, values):
        pattern = re.compile(rf"[\s{{,\[]*[\"']?{re.escape(name)}[\"']?\s*[=:\].]")
        index = next((at for at, line in enumerate(lines) if pattern.match(line)), 0)
        front_matter.key_lines[name.lower()] = index + first_line
        front_matter.key_names[name.lower()] = name
    return front_matter


def _lower_keys(values: dict[str, Any]) -> dict[str, Any]:
    return {_encodable(name).lower(): _text_values(value) for name, value in values.items()}


def _encodable(text: str) -> str:
    """Return *text* without lone surrogates, which JSON can write and which can't be encoded."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _text_values(value: Any, depth: int = 0) -> Any:
    """Return *value* with PlainScalar for each number, boolean and date in it."""
    if depth > _MAX_DEPTH:
        raise RecursionError
    if isinstance(value, dict):
        return {_encodable(key): _text_values(each, depth + 1) for key, each in value.items()}
    if isinstance(value, list):
        return [_text_values(each, depth + 1) for each in value]
    if value is None or isinstance(value, str):
        return value and _encodable(value)
    if isinstance(value, bool):
        return PlainScalar(str(value).lower())
    is_date = isinstance(value, dt.date | dt.time)
    return PlainScalar(value.isoformat() if is_date else json.dumps(value))
