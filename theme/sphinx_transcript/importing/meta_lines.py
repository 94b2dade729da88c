"""Metadata as Python-Markdown's extension meta has it: lines 'Name: value' at the top of a text."""

from __future__ import annotations

import re

from sphinx_transcript.importing.metadata import Metadata

_META = re.compile(r" {0,3}(?P<name>[A-Za-z0-9_-]+):\s*(?P<body>.*)")
_MORE = re.compile(r" {4,}(?P<body>.*)")


def read_meta_lines(text: str) -> Metadata:
    """Return the lines 'Name: value' at the top of *text*, as Python-Markdown's meta has them.

    https://python-markdown.github.io/extensions/meta_data/#syntax
    """
    lines = text.split("\n")
    found = Metadata({}, text, 1)
    name = ""
    for index, line in enumerate(lines):
        match, more = _META.match(line), _MORE.match(line)
        if match:
            name = match["name"].lower()
            found.values.setdefault(name, []).append(match["body"].strip())
            found.lines.setdefault(name, index + 1)
            found.names.setdefault(name, match["name"])
        elif more and name:
            found.values[name].append(more["body"].strip())
        else:
            found.line = index + 1 + (not line.strip())
            break
    else:
        found.line = len(lines) + 1
    found.values = {
        name: each[0] if len(each) == 1 else each for name, each in found.values.items()
    }
    found.body = "\n".join(lines[found.line - 1 :])
    return found
