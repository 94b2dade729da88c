"""Front matter as text: written for a new post, and edited in the source of an existing one."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

import yaml

from sphinx_transcript.post.front_matter import FrontMatterError, read_front_matter, yaml_span

if TYPE_CHECKING:
    from collections.abc import Mapping

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_NEEDS_EDITOR = "its front matter is written in a way that only an editor can change"
_LINE_END = re.compile(r"\r\n|\r|\n")


def yaml_value(value: str | list[str]) -> str:
    """Return *value* as YAML in one line, quoted only where it must be."""
    text: str = yaml.safe_dump(
        value, allow_unicode=True, default_flow_style=True, width=sys.maxsize
    )
    return text.removesuffix("\n").removesuffix("\n...")


def format_front_matter(fields: Mapping[str, str]) -> str:
    """Return front matter for Markdown with *fields*, whose values are YAML."""
    return "\n".join(["---", *(f"{key}: {value}" for key, value in fields.items()), "---", ""])


def published_source(text: str, filetype: str, day: str) -> str:
    """Return the source *text* of a post, dated *day* and no longer a draft.

    Nothing else changes. *filetype* is as for `read_front_matter`. Raises FrontMatterError where
    the front matter can't be read, and ValueError where it can't be edited.
    """
    before = read_front_matter(text, filetype)
    is_rst = filetype == "restructuredtext"
    edited = _edit_field_list(text, day) if is_rst else _edit_yaml(text, day)
    try:
        after = read_front_matter(edited, filetype)
    except FrontMatterError as error:
        raise ValueError(_NEEDS_EDITOR) from error
    kept = [
        {key: field.value for key, field in fields.items() if key not in {"date", "draft"}}
        for fields in (before, after)
    ]
    draft = after.get("draft")
    if kept[0] != kept[1] or after["date"].value != day or (draft and draft.value != "false"):
        raise ValueError(_NEEDS_EDITOR)
    return edited


def _newline(text: str) -> str:
    """Return the line ending that *text* uses first."""
    found = _LINE_END.search(text)
    return found[0] if found else "\n"


def _insert(text: str, at: int, lines: str) -> str:
    """Return *text* with *lines* inserted at the index *at*, in its own line endings."""
    return text[:at] + lines.replace("\n", _newline(text)) + text[at:]


def _after_byte_order_mark(text: str) -> int:
    return len(text) - len(text.removeprefix("\ufeff"))


# -- YAML


def _edit_yaml(text: str, day: str) -> str:
    text_start = _after_byte_order_mark(text)
    span = yaml_span(text)
    if span is None:
        return _insert(text, text_start, f"---\ndate: {day}\n---\n\n")
    start, end = span
    # The loader written in Python, because its marks count characters.
    try:
        root: Any = yaml.compose(text[start:end], Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        # Posts are read with libyaml, which accepts a little more.
        raise ValueError(_NEEDS_EDITOR) from error
    if root is None:
        return _insert(text, start, f"date: {day}\n")
    pairs = [
        (key.value.casefold(), key, value)
        for key, value in root.value
        if isinstance(key, yaml.ScalarNode)
    ]
    edits = (
        _flow_edits(root, pairs, day) if root.flow_style else _block_edits(text, span, pairs, day)
    )
    for first, last, new in sorted(edits, reverse=True):
        text = text[: start + first] + new + text[start + last :]
    return text


_Edit = tuple[int, int, str]
"""The start and the end of a piece of the YAML, and the text that replaces it."""


def _date_edits(pairs: list[Any], day: str) -> list[_Edit]:
    """Return the edit that sets the last key ``date``, the one that counts, to *day*."""
    edits = []
    for name, key, value in pairs:
        if name == "date":
            first, last = value.start_mark.index, _value_end(value)
            if first < key.end_mark.index:
                raise ValueError("its date is an alias in YAML: only an editor can change it")
            # An empty value has no space after the colon yet.
            edits = [(first, last, f" {day}" if first == last else day)]
    return edits


def _value_end(value: Any) -> int:
    """Return the index at which *value* ends, without the blank lines below it."""
    if getattr(value, "style", None) in {"|", ">"}:
        raw = value.start_mark.buffer[value.start_mark.pointer : value.end_mark.pointer]
        return int(value.start_mark.index + len(raw.rstrip()))
    return int(value.end_mark.index)


def _flow_edits(root: Any, pairs: list[Any], day: str) -> list[_Edit]:
    edits = _date_edits(pairs, day)
    if not edits:
        brace = root.start_mark.index + 1
        edits = [(brace, brace, f"date: {day}, " if root.value else f"date: {day}")]
    for name, _, value in pairs:
        if name == "draft":
            empty = value.start_mark.index == value.end_mark.index
            edits.append(
                (value.start_mark.index, _value_end(value), " false" if empty else "false")
            )
    return edits


def _block_edits(text: str, span: tuple[int, int], pairs: list[Any], day: str) -> list[_Edit]:
    inner = text[span[0] : span[1]]

    def line_start(at: int) -> int:
        return max(inner.rfind("\n", 0, at), inner.rfind("\r", 0, at)) + 1

    def line_end(at: int) -> int:
        match = _LINE.match(inner, at)
        return match.end() if match else len(inner)

    edits = _date_edits(pairs, day)
    if not edits:
        # Insert the date below a title of one line, or else above all keys: nowhere else is it
        # certain to be between two entries.
        at, column = line_start(pairs[0][1].start_mark.index), pairs[0][1].start_mark.column
        for name, key, value in pairs:
            is_plain = isinstance(value, yaml.ScalarNode) and value.style not in {"|", ">"}
            same_line = line_start(key.start_mark.index) == line_start(value.end_mark.index)
            if name == "title" and is_plain and same_line:
                at = line_end(value.end_mark.index)
        edits = [(at, at, " " * column + f"date: {day}" + _newline(text))]
    for name, key, value in pairs:
        if name == "draft":
            last = max(_value_end(value), key.end_mark.index)
            edits.append((line_start(key.start_mark.index), line_end(last), ""))
    return edits


# -- field lists


def _edit_field_list(text: str, day: str) -> str:
    text_start = _after_byte_order_mark(text)
    fields = read_front_matter(text, "restructuredtext")
    if not fields:
        return _insert(text, text_start, f":date: {day}\n\n")
    lines = [match[0] for match in _LINE.finditer(text, text_start) if match[0]]
    if "date" in fields:
        at = fields["date"].line - 1
        colon = lines[at].index(":", 1)
        blank = re.match(r"[ \t]*", lines[at][colon + 1 :].rstrip("\r\n"))
        ending = lines[at][len(lines[at].rstrip("\r\n")) :]
        lines[at] = lines[at][: colon + 1] + ((blank[0] if blank else "") or " ") + day + ending
        _drop_continuation(lines, at)
    else:
        near = fields.get("title", min(fields.values(), key=lambda field: field.line))
        at = near.line - 1
        is_single = _field_end(lines, at) == at + 1 and lines[at].endswith(("\r", "\n"))
        below = "title" in fields and is_single
        lines.insert(at + below, f":date: {day}{_newline(text)}")
    while "draft" in (fields := read_front_matter("".join(lines), "restructuredtext")):
        at = fields["draft"].line - 1
        _drop_continuation(lines, at)
        del lines[at]
    return text[:text_start] + "".join(lines)


def _drop_continuation(lines: list[str], at: int) -> None:
    """Delete all lines of the field at the index *at* but its first."""
    del lines[at + 1 : _field_end(lines, at)]


def _field_end(lines: list[str], at: int) -> int:
    """Return the index after the last line of the field at the index *at* that is not blank."""
    end = last = at + 1
    while end < len(lines) and (lines[end][:1].isspace() or not lines[end].strip()):
        end += 1
        if lines[end - 1].strip():
            last = end
    return last
