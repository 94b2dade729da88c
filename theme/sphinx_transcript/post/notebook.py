"""Jupyter notebooks as sources of posts: their cells, metadata and front matter.

See https://nbformat.readthedocs.io/en/latest/format_description.html
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from itertools import dropwhile
from typing import Any, Literal

from sphinx_transcript.post.front_matter import (
    Field,
    FrontMatterError,
    read_front_matter,
    yaml_span,
)

SUFFIX = ".ipynb"
_Markup = Literal["markdown", "restructuredtext"]
_TOOL_KEYS = frozenset(
    {
        "accelerator", "anaconda-cloud", "celltoolbar", "colab", "file_format", "interpreter",
        "jupytext", "kernelspec", "kernel_info", "language_info", "mystnb", "nbsphinx", "nteract",
        "orig_nbformat", "source_map", "toc", "toc-autonumbering", "toc-showcode",
        "toc-showmarkdowntxt", "toc-showtags", "varInspector", "vscode", "widgets",
    }
)  # fmt: skip
"""Keys of a notebook's metadata that programs set, and that say nothing of a post."""
_TEXT_CELLS = frozenset({"markdown", "raw"})
_OPENING = re.compile(r"-{3,}[ \t]*$")
_YAML_START = re.compile(r"""[ \t]*(?:["']?[\w.-]+["']?[ \t]*:|\{)""")
_FIELD_START = re.compile(r":[A-Za-z][\w .-]*:(?:\s|$)")


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

        Raises FrontMatterError where the first cell has front matter that can't be parsed.
        """
        return self.metadata | self.cell_front_matter()

    def cell_front_matter(self) -> dict[str, Field]:
        """Return the front matter in the first cell, by lower-case key; empty if it has none.

        Raises FrontMatterError where it can't be parsed.
        """
        markup = front_matter_markup(self.first.source, self.first.kind) if self.first else None
        if self.first is None or markup is None:
            return {}
        lines = self.first.lines
        try:
            fields = read_front_matter(self.first.source, markup)
        except FrontMatterError as error:
            raise FrontMatterError(str(error), _at(lines, error.line)) from error
        return {name: replace(field, line=_at(lines, field.line)) for name, field in fields.items()}

    def text(self, kind: str) -> str:
        """Return the text of the cells of *kind*, each line at its line in the file if it can be.

        A notebook on a single line has the lines of its cells one below the other.
        """
        text: list[str] = []
        for cell in self.cells:
            if cell.kind == kind:
                for line, content in zip(cell.lines, _split(cell.source), strict=True):
                    text.extend([""] * (line - 1 - len(text)))
                    text.append(content)
                text.append("")
        return "\n".join(text)


def read_notebook(text: str) -> Notebook:
    """Return the notebook in *text*, the content of its file.

    Raises FrontMatterError where *text* is no notebook.
    """
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise FrontMatterError(f"not a notebook: {error.msg}", error.lineno) from error
    except RecursionError as error:
        raise FrontMatterError("not a notebook: it is nested too deeply", 1) from error
    given = _cells(data)
    if given is None:
        raise FrontMatterError("not a notebook: it has no list of cells", 1)
    finder = _LineFinder(text)
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
    metadata = data.get("metadata")
    fields = {
        key.casefold(): Field(_value(value), finder.key_line(key))
        for key, value in (metadata.items() if isinstance(metadata, dict) else ())
        if key not in _TOOL_KEYS
    }
    return Notebook(fields, tuple(cells), first)


def front_matter_markup(source: str, kind: str) -> _Markup | None:
    """Return the markup of the front matter that a cell of *kind* begins with, or None.

    A line of hyphens is front matter if a key follows; in Markdown it also draws a rule. A raw cell
    can also have a field list of reStructuredText.
    """
    lines = _split(source)
    if _OPENING.match(lines[0]):
        content = (line for line in lines[1:] if line.strip() and not line.lstrip().startswith("#"))
        return "markdown" if _YAML_START.match(next(content, "")) else None
    is_field = kind == "raw" and _FIELD_START.match(lines[0])
    return "restructuredtext" if is_field else None


def without_front_matter(source: str, kind: str) -> str:
    """Return the *source* of a cell of *kind*, without the front matter that it begins with."""
    markup = front_matter_markup(source, kind)
    if markup == "markdown":
        span = yaml_span(source)
        lines = _split(source[span[1] :])[1:] if span else _split(source)
    elif markup == "restructuredtext":
        lines = list(dropwhile(_is_in_field, _split(source)))
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


def _split(source: str) -> list[str]:
    return re.split(r"\r\n|\r|\n", source)


def _at(lines: tuple[int, ...], number: int) -> int:
    """Return the line in the file of line *number* of a cell, from 1."""
    return lines[min(max(number, 1), len(lines)) - 1]


def _value(value: Any) -> str | tuple[str, ...] | None:
    """Return a *value* of the metadata as front matter has it."""
    if isinstance(value, list):
        # The authors of a notebook are objects with a name.
        items = [item.get("name") if isinstance(item, dict) else item for item in value]
        texts = [_scalar(item) for item in items]
        return None if None in texts else tuple(filter(None, texts))
    return _scalar(value)


def _scalar(value: Any) -> str | None:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value).strip() if isinstance(value, (str, int, float)) else None


class _LineFinder:
    """Finds the lines of a notebook's file at which the lines of its cells are written."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1

    def lines(self, source: str) -> tuple[int, ...]:
        """Return the line of each line of *source*. Cells have to be given in their order."""
        return tuple(self._next(line) for line in _split(source))

    def key_line(self, key: str) -> int:
        """Return the line of the last *key*: the metadata stands below the cells."""
        at = self._text.rfind(f"{json.dumps(key, ensure_ascii=False)}:")
        return self._text.count("\n", 0, max(at, 0)) + 1

    def _next(self, line: str) -> int:
        if not line.strip():
            end = self._text.find("\n", self._at)
            if end >= 0:
                self._at, self._line = end + 1, self._line + 1
            return self._line
        # A line begins a string, or follows an escaped line end.
        starts = (
            f"{before}{form}"
            for form in dict.fromkeys(
                (json.dumps(line, ensure_ascii=False)[1:-1], json.dumps(line)[1:-1])
            )
            for before in ('"', "\\n")
        )
        found = [at for start in starts if (at := self._text.find(start, self._at)) >= 0]
        if found:
            self._line += self._text.count("\n", self._at, min(found))
            self._at = min(found) + 1
        return self._line
