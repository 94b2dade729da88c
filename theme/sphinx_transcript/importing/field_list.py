"""Fields of a reStructuredText document, above its title or below it."""

from __future__ import annotations

import re

from sphinx_transcript.importing.metadata import Metadata

_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*[ \t]*$")
_FIELD = re.compile(r":(?P<name>[^:\s`][^:\n`]*):(?:[ \t]+(?P<body>.*))?$")


def read_fields(text: str) -> tuple[Metadata, str]:
    """Return the fields of *text*, what is left without them, and the title of the document.

    The title stays in the body. What stood between is left as it was, empty lines in the place of
    the fields, so that each line is on the line that it was on.
    """
    lines = text.split("\n")
    at, title = _title(lines)
    found = Metadata({}, text, 1)
    name = ""
    for index in range(at, len(lines)):
        line = lines[index]
        match = _FIELD.match(line)
        if match:
            name = match["name"].lower()
            found.values[name] = match["body"] or ""
            found.lines[name] = index + 1
            found.names[name] = match["name"]
        elif name and line[:1] in {" ", "\t"} and line.strip():
            found.values[name] = f"{found.values[name]}\n{line.strip()}".strip()
        elif line.strip():
            break
        elif name:
            # A blank line ends the list, unless another field follows.
            rest = next((each for each in lines[index:] if each.strip()), "")
            if not _FIELD.match(rest) and rest[:1] not in {" ", "\t"}:
                break
        if name:
            lines[index] = ""
            found.emptied.add(index)
    found.values = {key: _value(value) for key, value in found.values.items()}
    found.body = "\n".join(lines)
    return found, title


def _value(text: str) -> str | list[str]:
    lines = text.split("\n")
    if len(lines) > 1 and all(line.startswith(("- ", "* ")) for line in lines):
        return [line[2:].strip() for line in lines]
    return " ".join(lines)


def _title(lines: list[str]) -> tuple[int, str]:
    """Return the index of the line below the title, and the title."""
    at = next((at for at, line in enumerate(lines) if line.strip()), 0)
    while at < len(lines) and (lines[at].startswith("..") or not lines[at].strip()):
        at += 1
        while at < len(lines) and lines[at][:1] in {" ", "\t"}:
            at += 1
    if at >= len(lines) or _FIELD.match(lines[at]):
        return min(at, len(lines)), ""
    above = at + 2 < len(lines) and _ADORNMENT.match(lines[at]) is not None
    if above:
        at += 1
    if at + 1 < len(lines) and lines[at].strip() and _ADORNMENT.match(lines[at + 1]):
        return at + 2, lines[at].strip()
    return 0, ""
