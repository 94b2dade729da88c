"""Jupyter notebooks as sources of posts: their cells, metadata and front matter.

See https://nbformat.readthedocs.io/en/latest/format_description.html
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from itertools import dropwhile
from typing import Any, Literal

from sphinx_transcript.post.field import Field, FrontMatterError
from sphinx_transcript.post.front_matter import read_front_matter
from sphinx_transcript.post.notebook_lines import LineFinder, split_lines
from sphinx_transcript.post.notebook_metadata import (
    json_object,
    metadata_fields,
    reject_contradiction,
)
from sphinx_transcript.post.unread_header import hides_post, reject_unread_header
from sphinx_transcript.post.yaml_block import yaml_span
from sphinx_transcript.support.lazy_patterns import lazy_pattern

SUFFIX = ".ipynb"
_Markup = Literal["markdown", "restructuredtext"]
_TEXT_CELLS = frozenset({"markdown", "raw"})
_OPENING = lazy_pattern(r"-{3,}[ \t]*$")
_YAML_START = lazy_pattern(r"""[ \t]*(?:["']?[\w.-]+["']?[ \t]*:|\{)""")
_FIELD_START = lazy_pattern(r":[A-Za-z][\w .-]*:(?:\s|$)")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with text."""

    index: int
    """Its position among the cells of the notebook, from 0."""
    kind: str
    """'markdown' or 'raw'."""
    source: str
    lines: tuple[int, ...]
    """The line in the file, from 1, of each line of the source."""


@dataclass(frozen=True, slots=True)
class Notebook:
    """A notebook, as far as it describes a post."""

    metadata: dict[str, Field]
    """Its metadata, by lower-case key, without the keys that programs set."""
    cells: tuple[Cell, ...]
    """The cells with text, in their order."""
    first: Cell | None
    """The first cell that is not blank, if it has text."""

    def front_matter(self) -> dict[str, Field]:
        """Return the front matter, by lower-case key: the first cell's, then the metadata.

        Raises FrontMatterError where the first cell has front matter that can't be parsed, and
        where both have other values for a key that may keep a post from being published.
        """
        in_cell = self.cell_front_matter()
        reject_contradiction(in_cell, self.metadata)
        both = {
            key: replace(field, inner=(*field.inner, *self.metadata[key].inner))
            for key, field in in_cell.items()
            if key in self.metadata
        }
        return self.metadata | in_cell | both

    def cell_front_matter(self) -> dict[str, Field]:
        """Return the front matter in the first cell, by lower-case key; empty if it has none.

        Raises FrontMatterError where it can't be parsed.
        """
        if self.first is None:
            return {}
        source, lines = self.first.source, self.first.lines
        markup = front_matter_markup(source, self.first.kind)
        source_lines = split_lines(source)
        try:
            if markup is not None:
                fields = read_front_matter(source, markup)
                return {name: _moved(field, lines) for name, field in fields.items()}
            if not _OPENING.match(source_lines[0]):  # A rule above a text.
                reject_unread_header(source_lines, 0, is_rst=self.first.kind == "raw")
        except FrontMatterError as error:
            raise type(error)(str(error), _at(lines, error.line)) from error
        return {}

    def text(self, kind: str) -> str:
        """Return the text of the cells of *kind*, each line at its line in the file if it can be.

        A notebook on a single line has the lines of its cells one below the other.
        """
        text: list[str] = []
        for cell in self.cells:
            if cell.kind == kind:
                for line, content in zip(cell.lines, split_lines(cell.source), strict=True):
                    text.extend([""] * (line - 1 - len(text)))
                    text.append(content)
                text.append("")
        return "\n".join(text)


def read_notebook(text: str) -> Notebook:
    """Return the notebook in *text*, the content of its file.

    Raises FrontMatterError where *text* is no notebook, and where keys are given twice.
    """
    try:
        data = json.loads(text, object_pairs_hook=json_object)
    except json.JSONDecodeError as error:
        raise FrontMatterError(f"not a notebook: {error.msg}", error.lineno) from error
    except RecursionError as error:
        raise FrontMatterError("not a notebook: it is nested too deeply", 1) from error
    given = _cells(data)
    if given is None:
        raise FrontMatterError("not a notebook: it has no list of cells", 1)
    finder = LineFinder(text)
    cells, first = [], None
    has_content = False
    for index, each in enumerate(given):
        kind, source = str(each.get("cell_type")), _source(each)
        if kind in _TEXT_CELLS:
            cell = Cell(index, kind, source, finder.lines(source))
            cells.append(cell)
            if source.strip() and not has_content:
                first = cell
        has_content = has_content or bool(source.strip())
    fields = metadata_fields(data.get("metadata"), finder.key_line)
    return Notebook(fields, tuple(cells), first)


def front_matter_markup(source: str, kind: str) -> _Markup | None:
    """Return the markup of the front matter that a cell of *kind* begins with, or None.

    A line of hyphens is front matter if a key follows; in Markdown it also draws a rule. A raw cell
    can also have a field list of reStructuredText.
    """
    lines = split_lines(source)
    if _OPENING.match(lines[0]):
        content = (line for line in lines[1:] if line.strip() and not line.lstrip().startswith("#"))
        is_yaml = _YAML_START.match(next(content, "")) or _has_fields(source)
        return "markdown" if is_yaml else None
    is_field = kind == "raw" and _FIELD_START.match(lines[0])
    return "restructuredtext" if is_field else None


def _has_fields(source: str) -> bool:
    """Tell whether *source* begins with keys and values between lines of hyphens."""
    if yaml_span(source) is None:
        return False
    try:
        return bool(read_front_matter(source, "markdown"))
    except FrontMatterError:
        return hides_post(split_lines(source))


def without_front_matter(source: str, kind: str) -> str:
    """Return the *source* of a cell of *kind*, without the front matter that it begins with."""
    markup = front_matter_markup(source, kind)
    if markup == "markdown":
        span = yaml_span(source)
        lines = split_lines(source[span[1] :])[1:] if span else split_lines(source)
    elif markup == "restructuredtext":
        lines = list(dropwhile(_is_in_field, split_lines(source)))
    else:
        return source
    return "\n".join(lines).strip("\n")


def _is_in_field(line: str) -> bool:
    return bool(_FIELD_START.match(line)) or line[:1].isspace()


def _cells(data: Any) -> list[dict[str, Any]] | None:
    """Return the cells of the notebook *data*, also of version 3; None if it is no notebook."""
    if not isinstance(data, dict):
        return None
    cells = data.get("cells")
    if cells is None and isinstance(worksheets := data.get("worksheets"), list):
        sheets = [sheet for sheet in worksheets if isinstance(sheet, dict)]
        cells = [cell for sheet in sheets for cell in sheet.get("cells") or ()]
    if not isinstance(cells, list):
        return None
    return [cell for cell in cells if isinstance(cell, dict)]


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", cell.get("input", ""))
    return "".join(map(str, source)) if isinstance(source, list) else str(source)


def _moved(field: Field, lines: tuple[int, ...]) -> Field:
    """Return *field* of a cell with the lines in the file."""
    inner = tuple(_moved(each, lines) for each in field.inner)
    return replace(field, line=_at(lines, field.line), inner=inner)


def _at(lines: tuple[int, ...], number: int) -> int:
    """Return the line in the file of line *number* of a cell, from 1."""
    return lines[min(max(number, 1), len(lines)) - 1]
