"""Notebooks of Jupyter as Markdown: https://nbformat.readthedocs.io/en/latest/format_description.html.

Text, code and what the code has printed or drawn stay. What needs a script to be seen does not.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sphinx_transcript.importers.front_matter.source_front_matter import SourceFileError

if TYPE_CHECKING:
    from collections.abc import Iterator

# The pictures that a browser shows, and what notebooks of format 3 call them.
_PICTURES = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/svg+xml": "svg",
    "png": "png",
    "jpeg": "jpg",
    "svg": "svg",
}
_TERMINAL_CODES = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
# Other control characters, which no Markdown holds.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MAGIC = re.compile(r"^[ \t]*+[!%?]|\?[ \t]*+$", re.MULTILINE)
# What is no name of a language would end the line that opens a block.
_NO_LANGUAGE = re.compile(r"[^\w+#.-]")
_METADATA_LINE = re.compile(r"[ \t]*[-*+][ \t]+(?P<name>[A-Za-z_]+):[ \t]*(?P<value>.*)")


@dataclass(slots=True)
class Notebook:
    """A notebook as Markdown."""

    markdown: str
    files: dict[str, bytes] = field(default_factory=dict)
    """The pictures in it, by the names by which the text refers to them."""
    lost: int = 0
    """How many outputs are left out."""


def read_notebook(text: str) -> dict[str, Any]:
    """Return the notebook *text* as a dict. Raises SourceFileError if it is none."""
    try:
        notebook = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceFileError(f"not a notebook: {error}; not converted", 1) from error
    if not isinstance(notebook, dict) or not list(_cells(notebook)):
        raise SourceFileError("a notebook without cells; not converted", 1)
    return notebook


def notebook_metadata(notebook: dict[str, Any], system: str) -> tuple[dict[str, str], int]:
    """Return the post's metadata in *notebook*, and the number of cells that hold nothing else.

    It is in the notebook's own metadata below the name of *system*, or a list in the first cell,
    such as ``- title: Name``.
    """
    own = _dict(_dict(notebook.get("metadata")).get(system))
    if own:
        return {str(key).lower(): str(value) for key, value in own.items()}, 0
    first = next(_cells(notebook))
    lines = _source(first).strip().split("\n")
    matches = [_METADATA_LINE.fullmatch(line) for line in lines if line.strip()]
    if first.get("cell_type") == "code" or None in matches:
        return {}, 0
    return {match["name"].lower(): match["value"].strip() for match in matches if match}, 1


def without_cells(notebook: dict[str, Any], count: int) -> dict[str, Any]:
    """Return *notebook* without its first *count* cells."""
    return {**notebook, "worksheets": [], "cells": list(_cells(notebook))[count:]}


def notebook_markdown(notebook: dict[str, Any], stem: str, cells: slice = slice(None)) -> Notebook:
    """Return *cells* of *notebook* as Markdown; the names of its pictures begin with *stem*."""
    metadata = _dict(notebook.get("metadata"))
    default = _dict(metadata.get("language_info")) or _dict(metadata.get("kernelspec"))
    language = _language(default.get("language", default.get("name")), "python")
    result = Notebook("")
    blocks: list[str] = []
    for cell in list(_cells(notebook))[cells]:
        source = _source(cell)
        kind = cell.get("cell_type")
        if kind == "heading":
            level = cell.get("level")
            marks = "#" * (level if isinstance(level, int) and 1 <= level <= 6 else 1)
            blocks.append(f"{marks} {' '.join(source.split())}")
        elif kind == "code":
            if source.strip():
                code_language = _language(cell.get("language"), language)
                blocks.append(_fence(source, "text" if _MAGIC.search(source) else code_language))
            for output in _list(cell.get("outputs")):
                blocks += _output(output, stem, result)
        else:
            blocks.append(_with_attachments(source, cell.get("attachments"), stem, result))
    result.markdown = "\n\n".join(block.strip("\n") for block in blocks if block.strip()) + "\n"
    return result


def _cells(notebook: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for sheet in _list(notebook.get("worksheets")) or [notebook]:
        for cell in _list(_dict(sheet).get("cells")):
            if isinstance(cell, dict):
                yield cell


def _source(cell: dict[str, Any]) -> str:
    # The code of a cell is its 'input' in format 3.
    return _text(cell.get("source", cell.get("input", "")))


def _language(value: Any, default: str) -> str:
    return _NO_LANGUAGE.sub("", value) or default if isinstance(value, str) else default


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    text = "".join(map(str, value)) if isinstance(value, list) else str(value or "")
    text = _TERMINAL_CODES.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    # JSON can write a lone surrogate, which can't be encoded.
    return _CONTROLS.sub("", text).encode("utf-8", "replace").decode("utf-8")


def _fence(text: str, language: str) -> str:
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}{language}\n{text.strip(chr(10))}\n{fence}"


def _output(output: Any, stem: str, result: Notebook) -> Iterator[str]:
    """Yield the Markdown for an *output* of code, and add its pictures to *result*."""
    output = _dict(output)
    data = _dict(output.get("data")) or output
    for kind, suffix in _PICTURES.items():
        if kind in data and (content := _content(_text(data[kind]), suffix)):
            yield f"![]({_add_picture(result, stem, suffix, content)})"
            return
    if "text/markdown" in data:
        yield _text(data["text/markdown"])
        return
    text = _text(data.get("text/plain", data.get("text", output.get("traceback", ""))))
    if text.strip():
        yield _fence(text, "text")
    # A table or a widget in HTML has a plain form beside it.
    elif "ename" not in output:
        result.lost += 1


def _with_attachments(text: str, attachments: Any, stem: str, result: Notebook) -> str:
    """Return the *text* of a cell with files in the place of the pictures attached to it."""
    for name, kinds in _dict(attachments).items():
        for kind, encoded in _dict(kinds).items():
            suffix = _PICTURES.get(kind, "")
            content = _content(_text(encoded), suffix) if suffix else b""
            if content:
                picture = _add_picture(result, stem, suffix, content)
                text = text.replace(f"(attachment:{name})", f"({picture})")
    return text


def _content(encoded: str, suffix: str) -> bytes:
    if suffix == "svg":
        return encoded.encode("utf-8")
    try:
        return base64.b64decode(encoded)
    except (binascii.Error, ValueError):
        return b""


def _add_picture(result: Notebook, stem: str, suffix: str, content: bytes) -> str:
    name = f"{stem}-{len(result.files) + 1}.{suffix}"
    result.files[name] = content
    return name
