"""The keywords at the top of an Org file, as Hugo and Nikola read them as front matter."""

from __future__ import annotations

import re

from sphinx_transcript.importers.front_matter.source_front_matter import SourceFrontMatter

_KEYWORD = re.compile(r"#\+(?P<name>[A-Za-z_-]+)(?P<list>\[\])?:[ \t]*(?P<value>.*)")
_TIMESTAMP = re.compile(r"[<\[](\d{4}-\d{2}-\d{2})(?: \w+\.?)?(?: (\d{1,2}:\d{2}))?[^>\]]*[>\]]")
# What Org itself knows, and no front matter.
_OF_ORG = frozenset({"options", "startup", "property", "setupfile", "include", "latex_header"})


def read_org_keywords(text: str) -> SourceFrontMatter:
    """Return the keywords of *text* up to the first line that is none, and the text below them.

    A name that ends in [] has a list, separated by blanks; `filetags` are the tags, between colons.
    https://gohugo.io/content-management/front-matter/#emacs-org-mode
    """
    lines = text.split("\n")
    front_matter = SourceFrontMatter({}, text, 1)
    index = 0
    for index, line in enumerate(lines):
        match = _KEYWORD.fullmatch(line.rstrip())
        if match is None:
            if line.strip():
                break
            continue
        name, value = match["name"].lower(), match["value"].strip()
        if name in _OF_ORG or not value:
            continue
        key = "tags" if name == "filetags" else name
        front_matter.values[key] = _value(name, value, is_list=bool(match["list"]))
        front_matter.key_lines[key] = index + 1
        front_matter.key_names[key] = match["name"]
    front_matter.body_line = index + 1
    front_matter.body = "\n".join(lines[index:])
    return front_matter


def _value(name: str, value: str, *, is_list: bool) -> str | list[str]:
    if name == "filetags":
        return [part for part in value.split(":") if part.strip()]
    if is_list:
        return value.split()
    moment = _TIMESTAMP.fullmatch(value)
    return " ".join(part for part in moment.groups() if part) if moment else value
