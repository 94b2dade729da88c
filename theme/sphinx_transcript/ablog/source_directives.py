"""Finds ABlog's directives in a source text, without parsing the document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE_END = re.compile(r"\r\n|\r|\n")
_RST_DIRECTIVE = re.compile(r"\.\. (?P<name>post|update)::(?:[ \t]+(?P<argument>.*))?$")
_FENCE = re.compile(r"(?P<mark>`{3,}|~{3,}|:{3,})[ \t]*(?P<info>.*)$")
_FENCE_DIRECTIVE = re.compile(r"\{(?P<name>post|update)\}(?:[ \t]+(?P<argument>.*))?$")
_OPTION = re.compile(r"(?P<indent>[ \t]*):(?P<name>[A-Za-z][\w-]*):(?:[ \t]+(?P<value>.*))?$")
_YAML_OPTION = re.compile(r"(?P<name>[A-Za-z][\w-]*):(?:[ \t]+(?P<value>.*))?$")


@dataclass(slots=True)
class Directive:
    """A directive ``post`` or ``update``."""

    name: str
    argument: str
    line: int
    """Line in the source file, from 1."""
    options: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Values and their lines in the source file, by name."""


def directives(text: str, filetype: str) -> list[Directive]:
    """Return the directives that start at the beginning of a line of *text*, in source order.

    Indented directives are content of other blocks, such as examples in code blocks.
    """
    if "post" not in text and "update" not in text:
        return []
    lines = _LINE_END.split(text)
    if filetype == "restructuredtext":
        return list(_rst_directives(lines, 0))
    return list(_markdown_directives(lines))


def _rst_directives(lines: list[str], first: int) -> Iterator[Directive]:
    """Yield the directives in *lines*. *first* is the index of the first line in the file."""
    for index, line in enumerate(lines):
        match = _RST_DIRECTIVE.match(line)
        if not match:
            continue
        directive = Directive(match["name"], (match["argument"] or "").strip(), first + index + 1)
        last, depth = "", 0
        for option_index, text in enumerate(lines[index + 1 :], start=index + 1):
            option = _OPTION.match(text)
            if option and option["indent"] and (not last or len(option["indent"]) <= depth):
                last, depth = option["name"].lower(), len(option["indent"])
                directive.options[last] = (
                    (option["value"] or "").strip(),
                    first + option_index + 1,
                )
            elif last and text.strip() and len(text) - len(text.lstrip()) > depth:
                value, number = directive.options[last]
                directive.options[last] = (f"{value} {text.strip()}".strip(), number)
            else:
                break
        yield directive


def _markdown_directives(lines: list[str]) -> Iterator[Directive]:
    index = 0
    while index < len(lines):
        fence = _FENCE.match(lines[index])
        index += 1
        if not fence:
            continue
        mark, first = fence["mark"], index
        while index < len(lines) and not _closes(lines[index], mark):
            index += 1
        content = lines[first:index]
        index += 1
        match = _FENCE_DIRECTIVE.match(fence["info"].strip())
        if match:
            directive = Directive(match["name"], (match["argument"] or "").strip(), first)
            directive.options.update(_fence_options(content, first))
            yield directive
        elif fence["info"].strip() == "{eval-rst}":
            yield from _rst_directives(content, first)


def _closes(line: str, mark: str) -> bool:
    """Return whether *line* closes the fence that *mark* opens."""
    line = line.rstrip()
    return len(line) >= len(mark) and not line.strip(mark[0])


def _fence_options(lines: list[str], first: int) -> Iterator[tuple[str, tuple[str, int]]]:
    """Yield names, values and lines of a fence's options: ``:name:`` lines, or YAML in ``---``."""
    is_yaml = bool(lines) and lines[0].strip() == "---"
    for number, line in enumerate(lines[1:] if is_yaml else lines, start=first + is_yaml + 1):
        match = (_YAML_OPTION if is_yaml else _OPTION).match(line)
        if not match:
            break
        yield match["name"].lower(), ((match["value"] or "").strip(" \"'"), number)
