"""Parsing of front matter: YAML in Markdown, a field list in reStructuredText.

The source text is parsed here, without Sphinx, for three reasons: drafts have to be found before
Sphinx reads the documents, MyST converts all values to strings, and messages need line numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LINE_END = re.compile(r"\r\n|\r|\n")
_FENCE = re.compile(r"-{3,}[ \t]*$")
_FIELD = re.compile(r":(?P<name>[^\s:](?:\\.|[^:\\]|:(?=\S))*):(?:[ \t]+(?P<body>.*))?$")
_KEY = re.compile(r"[A-Za-z_]\w*:(?:\s|$)")
_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*$")
_ITEM = re.compile(r"[-*+][ \t]+(?P<body>.*)$")


@dataclass(frozen=True, slots=True)
class Field:
    """The value of a key, as text, and its line."""

    value: str | tuple[str, ...] | None
    """Text, or the items of a list, or None for anything else (a mapping, a nested list)."""
    line: int
    """The line of the key in the source file, from 1."""


class FrontMatterError(ValueError):
    """Front matter that can't be parsed."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line
        """The line in the source file, from 1."""


def read_front_matter(text: str, filetype: str) -> dict[str, Field]:
    """Return the front matter of the source *text*, by lower-case key; empty if it has none.

    *filetype* is Sphinx's name of the markup: 'restructuredtext' has a field list, all others
    have YAML.
    Raises FrontMatterError where the front matter can't be parsed.
    """
    return _read_field_list(text) if filetype == "restructuredtext" else _read_yaml(text)


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


def _lines(text: str) -> list[str]:
    # str.splitlines also splits at characters that are no line ends in YAML and Markdown.
    return _LINE_END.split(text.removeprefix("\ufeff"))


def _read_yaml(text: str) -> dict[str, Field]:
    lines = _lines(text)
    if not lines or not _FENCE.match(lines[0]):
        _reject_late_opening(lines)
        return {}
    end = next((at for at, line in enumerate(lines) if at and _closes(line, lines[0])), None)
    if end is None:
        raise FrontMatterError("front matter opens here and never closes: a line '---' ends it", 1)
    source = "\n".join(lines[1:end])
    try:
        root = yaml.compose(source, Loader=_LOADER)
        if isinstance(root, yaml.MappingNode):
            yaml.constructor.SafeConstructor().flatten_mapping(root)
    except yaml.reader.ReaderError as error:
        line_number = source[: error.position].count("\n") + 2
        raise FrontMatterError(f"front matter is not YAML: {error.reason}", line_number) from error
    except RecursionError as error:
        raise FrontMatterError("front matter is nested too deeply", 2) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        line_number = mark.line + 2 if mark else 1
        hint = "; a value with ': ' in it needs quotes" if "mapping values" in problem else ""
        raise FrontMatterError(f"front matter is not YAML: {problem}{hint}", line_number) from error
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode):
        raise FrontMatterError("front matter is not a list of 'key: value' lines", 2)
    return {
        key.value.casefold(): Field(_yaml_value(value), key.start_mark.line + 2)
        for key, value in root.value
        if isinstance(key, yaml.ScalarNode)
    }


def _reject_late_opening(lines: list[str]) -> None:
    """Raise FrontMatterError for front matter below blank lines, which MyST would not read."""
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    after = lines[first + 1] if first + 1 < len(lines) else ""
    if first and _FENCE.match(lines[first]) and _KEY.match(after):
        raise FrontMatterError("front matter has to begin on the first line", first + 1)


def _closes(line: str, opening: str) -> bool:
    # As in the Markdown parser: a fence of at least the same length, or the document end of YAML.
    fence = line.rstrip()
    return fence == "..." or (bool(_FENCE.match(line)) and len(fence) >= len(opening.rstrip()))


def _yaml_value(node: yaml.Node) -> str | tuple[str, ...] | None:
    if isinstance(node, yaml.ScalarNode):
        return _yaml_scalar(node)
    if isinstance(node, yaml.SequenceNode) and all(
        isinstance(item, yaml.ScalarNode) for item in node.value
    ):
        return tuple(text for item in node.value if (text := _yaml_scalar(item)))
    return None


def _yaml_scalar(node: yaml.ScalarNode) -> str:
    # As written: the tags "on" and "1.10" are names, not a boolean and a number.
    is_null = node.tag == "tag:yaml.org,2002:null"
    return "" if is_null else str(node.value).strip()


def _read_field_list(text: str) -> dict[str, Field]:
    lines = _lines(text)
    start = _below_title(lines, _first_element(lines, 0))
    fields: dict[str, Field] = {}
    name, line_number = "", 0
    body: list[str] = []
    for number, line in enumerate(lines[start:], start=start + 1):
        match = _FIELD.match(line)
        if match:
            if name:
                fields[name] = Field(_field_value(body), line_number)
            name, line_number = match["name"].strip().casefold(), number
            body = [match["body"] or ""]
        elif name and (line[:1].isspace() or not line.strip()):
            body.append(line.strip())
        else:
            break
    if name:
        fields[name] = Field(_field_value(body), line_number)
    return fields


def _below_title(lines: list[str], start: int) -> int:
    """Return the index of the first line below the title at *start*; *start* without a title."""
    if start < len(lines) and _FIELD.match(lines[start]):
        return start
    # A title has an underline, and may have an overline.
    overline = 1 if start < len(lines) and _ADORNMENT.match(lines[start].rstrip()) else 0
    title, *rest = [line.rstrip() for line in lines[start + overline :]] or [""]
    # As in docutils: an underline has at least four characters, or the width of the title.
    if rest and _ADORNMENT.match(rest[0]) and len(rest[0]) >= min(len(title), 4):
        return _first_element(lines, start + overline + 2)
    return start


def _first_element(lines: list[str], start: int) -> int:
    """Return the index of the first line from *start* that is not blank or explicit markup."""
    in_explicit_markup = False
    for index, line in enumerate(lines[start:], start=start):
        if not line.strip() or (in_explicit_markup and line[:1].isspace()):
            continue
        in_explicit_markup = line == ".." or line.startswith(".. ")
        if not in_explicit_markup:
            return index
    return len(lines)


def _field_value(body: list[str]) -> str | tuple[str, ...]:
    texts = [text for line in body if (text := line.strip())]
    items = [_ITEM.match(text) for text in texts]
    if items and all(items):
        return tuple(item["body"].strip() for item in items if item)
    return " ".join(texts)
