"""Field lists of reStructuredText documents, above the title or below it."""

from __future__ import annotations

import re

from sphinx_transcript.importers.front_matter.source_front_matter import SourceFrontMatter

_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*[ \t]*$")
_FIELD = re.compile(r":(?P<name>[^:\s`][^:\n`]*):(?:[ \t]+(?P<body>.*))?$")


def read_rst_fields(text: str) -> SourceFrontMatter:
    """Return the fields of *text* and the title of the document.

    The body keeps the title and all lines: the lines of the fields are left empty.
    """
    lines = text.split("\n")
    first, title = _find_title(lines)
    front_matter = SourceFrontMatter({}, text, 1, document_title=title)
    name = ""
    for index in range(first, len(lines)):
        line = lines[index]
        match = _FIELD.match(line)
        if match:
            name = match["name"].lower()
            front_matter.values[name] = match["body"] or ""
            front_matter.key_lines[name] = index + 1
            front_matter.key_names[name] = match["name"]
        elif name and line[:1] in {" ", "\t"} and line.strip():
            value = f"{front_matter.values[name]}\n{line.strip()}"
            front_matter.values[name] = value.strip()
        elif line.strip():
            break
        elif name:
            # A blank line ends the list, unless another field follows.
            following = next((each for each in lines[index:] if each.strip()), "")
            if not _FIELD.match(following) and following[:1] not in {" ", "\t"}:
                break
        if name:
            lines[index] = ""
            front_matter.metadata_lines.add(index)
    front_matter.values = {key: _value(value) for key, value in front_matter.values.items()}
    front_matter.body = "\n".join(lines)
    return front_matter


def _value(text: str) -> str | list[str]:
    lines = text.split("\n")
    if len(lines) > 1 and all(line.startswith(("- ", "* ")) for line in lines):
        return [line[2:].strip() for line in lines]
    return " ".join(lines)


def _find_title(lines: list[str]) -> tuple[int, str]:
    """Return the index of the line below the title, and the title; '' if there is none."""
    at = next((at for at, line in enumerate(lines) if line.strip()), 0)
    while at < len(lines) and (lines[at].startswith("..") or not lines[at].strip()):
        at += 1
        while at < len(lines) and lines[at][:1] in {" ", "\t"}:
            at += 1
    if at >= len(lines) or _FIELD.match(lines[at]):
        return min(at, len(lines)), ""
    has_overline = at + 2 < len(lines) and _ADORNMENT.match(lines[at]) is not None
    if has_overline:
        at += 1
    if at + 1 < len(lines) and lines[at].strip() and _ADORNMENT.match(lines[at + 1]):
        return at + 2, lines[at].strip()
    return 0, ""
