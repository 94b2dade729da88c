"""Metadata as Nikola has it in comments: lines such as '.. title: Name' at the top of a file."""

from __future__ import annotations

import re

from sphinx_transcript.importers.front_matter.source_front_matter import SourceFrontMatter

_COMMENT = re.compile(r"\s*\.\. (?P<name>[\w-]+): ?(?P<value>.*)")


def read_comments(text: str) -> SourceFrontMatter:
    """Return the metadata in the comments of *text* up to the first blank line.

    https://getnikola.com/handbook.html#metadata-fields
    """
    lines = text.split("\n")
    front_matter = SourceFrontMatter({}, text, 1)
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    end = first
    while end < len(lines) and lines[end].strip():
        match = _COMMENT.match(lines[end])
        if match and match["value"].strip():
            name = match["name"].lower()
            front_matter.values[name] = match["value"].strip()
            front_matter.key_lines[name] = end + 1
            front_matter.key_names[name] = match["name"]
        end += 1
    if front_matter.values:
        while end < len(lines) and not lines[end].strip():
            end += 1
        front_matter.body_line = end + 1
        front_matter.body = "\n".join(lines[end:])
    return front_matter
