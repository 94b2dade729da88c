"""Front matter in a field list, as it stands at the top of a reStructuredText file.

See https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#bibliographic-fields
"""

from __future__ import annotations

import re

from sphinx_transcript.post.field import Field, reject_second
from sphinx_transcript.post.front_matter_keys import FLAG_KEYS, KEYS
from sphinx_transcript.post.key_types import TEXT
from sphinx_transcript.post.publication_words import is_hiding_flag

_FIELD = re.compile(r":(?P<name>[^\s:](?:\\.|[^:\\]|:(?=\S))*):(?:[ \t]+(?P<body>.*))?$")
_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*$")
LIST_ITEM = re.compile(r"[-*+][ \t]+(?P<body>.*)$")


def read_field_list(lines: list[str]) -> tuple[dict[str, Field], int]:
    """Return the fields at the top of *lines* by lower-case name, and the lines up to their end.

    The number of lines is 0 without fields. Raises FrontMatterError for a repeated name.
    """
    fields: dict[str, Field] = {}
    spans = field_spans(lines)
    for name, start, end in spans:
        key = name.casefold()
        if key in fields:
            reject_second(name, start + 1, fields[key].line)
        body = [lines[at][value_start(lines[at]) :].strip() for at in range(start, end)]
        is_text = key in KEYS and KEYS[key].kind is TEXT
        value = " ".join(filter(None, body)) if is_text else _field_value(body)
        # A field without a body is a flag, as `orphan` is to Sphinx.
        is_flag = not value and (key in FLAG_KEYS or is_hiding_flag(key))
        fields[key] = Field("true" if is_flag else value, start + 1, name)
    return fields, spans[-1][2] if spans else 0


def field_spans(lines: list[str]) -> list[tuple[str, int, int]]:
    """Return the name, the index of the first line and the one below the last of each field."""
    spans: list[tuple[str, int, int]] = []
    start = below_title(lines, first_element(lines, 0))
    for at, line in enumerate(lines[start:], start=start):
        match = _FIELD.match(line)
        if match:
            spans.append((match["name"].strip(), at, at + 1))
        elif spans and (line[:1].isspace() or not line.strip()):
            spans[-1] = (*spans[-1][:2], at + 1)
        else:
            break
    return spans


def value_start(line: str) -> int:
    """Return the index at which the text of a value begins in *line*, one of a field."""
    match = _FIELD.match(line)
    if match is None:
        return len(line) - len(line.lstrip())
    return match.end() if match["body"] is None else match.start("body")


def below_title(lines: list[str], start: int) -> int:
    """Return the index of the first line below the title at *start*; *start* without a title."""
    if start < len(lines) and _FIELD.match(lines[start]):
        return start
    # A title has an underline, and may have an overline.
    overline = 1 if start < len(lines) and _ADORNMENT.match(lines[start].rstrip()) else 0
    title, *rest = [line.rstrip() for line in lines[start + overline :]] or [""]
    # As in docutils: an underline has at least four characters, or the width of the title.
    if rest and _ADORNMENT.match(rest[0]) and len(rest[0]) >= min(len(title), 4):
        return first_element(lines, start + overline + 2)
    return start


def first_element(lines: list[str], start: int) -> int:
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
    items = [LIST_ITEM.match(text) for text in texts]
    if items and all(items):
        return tuple(item["body"].strip() for item in items if item)
    return " ".join(texts)
