"""Metadata of Python-Markdown's extension Meta-Data: lines 'Name: value' at the top of a text."""

from __future__ import annotations

import re

from sphinx_transcript.importers.front_matter.source_front_matter import SourceFrontMatter

_FIRST_LINE = re.compile(r" {0,3}(?P<name>[A-Za-z0-9_-]+):\s*(?P<value>.*)")
_CONTINUATION = re.compile(r" {4,}(?P<value>.*)")


def read_meta_data(text: str) -> SourceFrontMatter:
    """Return the metadata at the top of *text*; a value of several lines is a list.

    https://python-markdown.github.io/extensions/meta_data/#syntax
    """
    lines = text.split("\n")
    front_matter = SourceFrontMatter({}, text, 1)
    name = ""
    for index, line in enumerate(lines):
        match, continuation = _FIRST_LINE.match(line), _CONTINUATION.match(line)
        if match:
            name = match["name"].lower()
            front_matter.values.setdefault(name, []).append(match["value"].strip())
            front_matter.key_lines.setdefault(name, index + 1)
            front_matter.key_names.setdefault(name, match["name"])
        elif continuation and name:
            front_matter.values[name].append(continuation["value"].strip())
        else:
            front_matter.body_line = index + 1 + (not line.strip())
            break
    else:
        front_matter.body_line = len(lines) + 1
    front_matter.values = {
        name: values[0] if len(values) == 1 else values
        for name, values in front_matter.values.items()
    }
    front_matter.body = "\n".join(lines[front_matter.body_line - 1 :])
    return front_matter
