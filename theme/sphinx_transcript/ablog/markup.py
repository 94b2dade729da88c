"""ABlog's directives in a source text, found without parsing it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE_END = re.compile(r"\r\n|\r|\n")
_IN_RST = re.compile(r"\.\. (?P<name>post|update)::(?:[ \t]+(?P<argument>.*))?$")
_FENCE = re.compile(r"(?P<mark>`{3,}|~{3,}|:{3,})[ \t]*(?P<info>.*)$")
_IN_FENCE = re.compile(r"\{(?P<name>post|update)\}(?:[ \t]+(?P<argument>.*))?$")
_OPTION = re.compile(r"(?P<indent>[ \t]*):(?P<name>[A-Za-z][\w-]*):(?:[ \t]+(?P<value>.*))?$")
_YAML_OPTION = re.compile(r"(?P<name>[A-Za-z][\w-]*):(?:[ \t]+(?P<value>.*))?$")


@dataclass(slots=True)
class Directive:
    """One ``post`` or ``update``."""

    name: str
    argument: str
    line: int
    """Line in the source file, from 1."""
    options: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Values and lines, by name."""


def directives(text: str, filetype: str) -> list[Directive]:
    """Return the directives in the source *text* that begin a line, in its order.

    One that does not is in another's content, as an example in a block of code is.
    """
    if "post" not in text and "update" not in text:
        return []
    lines = _LINE_END.split(text)
    if filetype == "restructuredtext":
        return list(_in_rst(lines, 0))
    return list(_in_markdown(lines))


def _in_rst(lines: list[str], first: int) -> Iterator[Directive]:
    """Yield the directives in *lines*, the first of which has the index *first* in its file."""
    for at, line in enumerate(lines):
        match = _IN_RST.match(line)
        if not match:
            continue
        found = Directive(match["name"], (match["argument"] or "").strip(), first + at + 1)
        last, depth = "", 0
        for below, text in enumerate(lines[at + 1 :], start=at + 1):
            option = _OPTION.match(text)
            if option and option["indent"] and (not last or len(option["indent"]) <= depth):
                last, depth = option["name"].lower(), len(option["indent"])
                found.options[last] = ((option["value"] or "").strip(), first + below + 1)
            elif last and text.strip() and len(text) - len(text.lstrip()) > depth:
                value, number = found.options[last]
                found.options[last] = (f"{value} {text.strip()}".strip(), number)
            else:
                break
        yield found


def _in_markdown(lines: list[str]) -> Iterator[Directive]:
    at = 0
    while at < len(lines):
        fence = _FENCE.match(lines[at])
        at += 1
        if not fence:
            continue
        mark, first = fence["mark"], at
        while at < len(lines) and not _closes(lines[at], mark):
            at += 1
        inside = lines[first:at]
        at += 1
        match = _IN_FENCE.match(fence["info"].strip())
        if match:
            found = Directive(match["name"], (match["argument"] or "").strip(), first)
            found.options.update(_fence_options(inside, first))
            yield found
        elif fence["info"].strip() == "{eval-rst}":
            yield from _in_rst(inside, first)


def _closes(line: str, mark: str) -> bool:
    line = line.rstrip()
    return len(line) >= len(mark) and not line.strip(mark[0])


def _fence_options(lines: list[str], first: int) -> Iterator[tuple[str, tuple[str, int]]]:
    """Yield the options at the top of a fence: lines with colons, or YAML between hyphens."""
    is_yaml = bool(lines) and lines[0].strip() == "---"
    for at, line in enumerate(lines[1:] if is_yaml else lines, start=first + is_yaml + 1):
        match = (_YAML_OPTION if is_yaml else _OPTION).match(line)
        if not match:
            break
        yield match["name"].lower(), ((match["value"] or "").strip(" \"'"), at)
