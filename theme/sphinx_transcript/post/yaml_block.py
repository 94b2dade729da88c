"""Front matter in YAML, as it stands at the top of a Markdown file."""

from __future__ import annotations

import re
from typing import Any

import yaml

from sphinx_transcript.post.field import FREE_NAMES, Field, FrontMatterError, reject_second
from sphinx_transcript.post.unread_header import reject_hidden_lines

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LINE_END = re.compile(r"\r\n|\r|\n")
_FENCE = re.compile(r"-{3,}[ \t]*$")
# Lines of which each has a key and one value, in text that YAML neither folds nor refuses.
_PLAIN_LINE = re.compile(
    r"""([A-Za-z_][A-Za-z0-9_-]{0,60}+):
    (?: [ ]+"([^"\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]*+)"
      | [ ]+\[ ((?:[A-Za-z][A-Za-z0-9 _-]*+ (?:,[ ](?=[A-Za-z]))?+ )*+) \]
      | [ ]+(\d{4}-\d\d-\d\d | [A-Za-z][\w ,.'()/+?!;-]*+)
    )?+""",
    re.VERBOSE,
)
_NULLS = frozenset({"null", "Null", "NULL"})
_MERGE = "tag:yaml.org,2002:merge"
_NULL = "tag:yaml.org,2002:null"


def source_lines(text: str) -> list[str]:
    """Return the lines of *text* without their ends, and without a byte order mark."""
    # str.splitlines also splits at characters that are no line ends in YAML and Markdown.
    text = text.removeprefix("\ufeff")
    return _LINE_END.split(text) if "\r" in text else text.split("\n")


def yaml_span(text: str) -> tuple[int, int] | None:
    """Return the start and end offsets of the YAML in the source *text*, without its fences.

    Returns None if there is no front matter, or if it is not closed.
    """
    at = len(text) - len(text.removeprefix("\ufeff"))
    opening, start = "", -1
    while at < len(text):
        end = _LINE_END.search(text, at)
        line = text[at : end.start() if end else len(text)]
        if start >= 0 and _closes(line, opening):
            return start, at
        if start < 0 and (not _FENCE.match(line) or not end):
            return None
        after = end.end() if end else len(text)
        if start < 0:
            opening, start = line, after
        at = after
    return None


def read_yaml(lines: list[str]) -> tuple[dict[str, Field], int]:
    """Return the fields of the YAML at the top of *lines* by lower-case key, and its line count.

    Both are empty where the first line does not open front matter. Raises FrontMatterError.
    """
    if not lines or not _FENCE.match(lines[0]):
        return {}, 0
    end = next((at for at, line in enumerate(lines) if at and _closes(line, lines[0])), None)
    if end is None:
        raise FrontMatterError("front matter opens here and never closes: a line '---' ends it", 1)
    plain = _plain_fields(lines[1:end])
    if plain is not None:
        return plain, end + 1
    root = _compose("\n".join(lines[1:end]))
    if root is None:
        return {}, end + 1
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
    return {field.name.casefold(): field for field in fields}, end + 1


def _plain_fields(lines: list[str]) -> dict[str, Field] | None:
    """Return the fields of *lines* by lower-case key, if each line has a key and a plain value.

    They are those that the YAML of *lines* has, for a tenth of the time; None where it takes YAML.
    """
    fields: dict[str, Field] = {}
    for number, line in enumerate(lines, start=2):
        found = _PLAIN_LINE.fullmatch(line)
        if found is None:
            return None
        name, quoted, items, plain = found.groups()
        value: str | tuple[str, ...]
        if quoted is not None:
            value = quoted.strip()
        elif items is not None:
            value = tuple(filter(None, map(_plain_text, items.split(","))))
        else:
            value = _plain_text(plain or "")
        folded = name.casefold()
        if folded in fields:
            return None
        fields[folded] = Field(value, number, name)
    return fields


def _plain_text(text: str) -> str:
    text = text.strip(" ")
    return "" if text in _NULLS else text


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


def _closes(line: str, opening: str) -> bool:
    # As in the Markdown parser: a fence of at least the same length, or the document end of YAML.
    fence = line.rstrip()
    return fence == "..." or (bool(_FENCE.match(line)) and len(fence) >= len(opening.rstrip()))


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
