"""The fields of front matter, from its YAML."""

from __future__ import annotations

from typing import Any

import yaml

from sphinx_transcript.post.field import FREE_NAMES, Field, FrontMatterError, reject_second
from sphinx_transcript.post.unread_header import reject_hidden_lines

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MERGE = "tag:yaml.org,2002:merge"
_NULL = "tag:yaml.org,2002:null"


def read_fields(lines: list[str], end: int) -> dict[str, Field]:
    """Return the fields of the YAML in *lines* between the first and *end*, by lower-case key.

    Raises FrontMatterError.
    """
    root = _compose("\n".join(lines[1:end]))
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode):
        raise FrontMatterError("front matter is not a list of 'key: value' lines", 2)
    try:
        fields = _Fields(lines).of_mapping(root)
        if any(key.tag == _MERGE for key, _ in root.value):
            yaml.constructor.SafeConstructor().flatten_mapping(root)
            # The merged keys come first, and a key of its own may stand for one of them.
            fields = _Fields(lines, checks_keys=False).of_mapping(root)
    except RecursionError as error:
        raise FrontMatterError("front matter is nested too deeply", 2) from error
    except yaml.YAMLError as error:
        raise _malformed(error) from error
    return {field.name.casefold(): field for field in fields}


def _compose(source: str) -> yaml.Node | None:
    try:
        return yaml.compose(source, Loader=_LOADER)
    except yaml.reader.ReaderError as error:
        line_number = source[: error.position].count("\n") + 2
        raise FrontMatterError(f"front matter is not YAML: {error.reason}", line_number) from error
    except RecursionError as error:
        raise FrontMatterError("front matter is nested too deeply", 2) from error
    except yaml.YAMLError as error:
        raise _malformed(error) from error


def _malformed(error: yaml.YAMLError) -> FrontMatterError:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error).splitlines()[0]
    line_number = mark.line + 2 if mark else 1
    hint = "; a value with ': ' in it needs quotes" if "mapping values" in problem else ""
    return FrontMatterError(f"front matter is not YAML: {problem}{hint}", line_number)


class _Fields:
    """Reads the fields of the mappings in one YAML document."""

    def __init__(self, lines: list[str], *, checks_keys: bool = True) -> None:
        self._lines = lines
        """The lines of the file."""
        self._checks_keys = checks_keys
        self._seen: set[int] = set()
        """The nodes that were read: an alias can repeat one, even within itself."""

    def of_mapping(self, mapping: yaml.MappingNode, *, folds_case: bool = True) -> list[Field]:
        """Return the fields of *mapping* in order. Raises FrontMatterError for a repeated key.

        With *folds_case*, keys that differ only in case are the same.
        """
        fields = []
        lines: dict[str, int] = {}
        for key, value in mapping.value:
            if not isinstance(key, yaml.ScalarNode):
                continue
            name, line = str(key.value), key.start_mark.line + 2
            folded = name.casefold() if folds_case else name
            if self._checks_keys and folded in lines:
                reject_second(name, line, lines[folded])
            lines[folded] = line
            inner = tuple(self._inner(value, folds_case=folds_case and name not in FREE_NAMES))
            if key.tag != _MERGE:
                fields.append(Field(_value(value), line, name, inner))
        return fields

    def _inner(self, node: yaml.Node, *, folds_case: bool) -> list[Field]:
        """Return the fields of all mappings in *node*, which is a value."""
        if isinstance(node, yaml.ScalarNode):
            if node.style not in {"|", ">"}:
                # The marks count lines from 0, from the second line of the file.
                reject_hidden_lines(self._lines, node.start_mark.line + 2, node.end_mark.line + 2)
            return []
        if id(node) in self._seen:
            return []
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self.of_mapping(node, folds_case=folds_case)
        return [field for item in node.value for field in self._inner(item, folds_case=folds_case)]


def _value(node: yaml.Node) -> str | tuple[str, ...] | None:
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode) and all(
        isinstance(item, yaml.ScalarNode) for item in node.value
    ):
        return tuple(text for item in node.value if (text := _scalar(item)))
    return None


def _scalar(node: yaml.ScalarNode) -> str:
    # As written: the tags "on" and "1.10" are names, not a boolean and a number.
    return "" if node.tag == _NULL else str(node.value).strip()
