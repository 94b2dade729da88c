"""Reads the documents of a built site: for libraries, which index text and not a build."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NOT_TEXT = ".headerlink, .ts-prompt, script, style, h1, h2, h3, h4, h5, h6"
_HEADINGS = "h2, h3, h4, h5, h6"
_TERM_PAGES = ("tag", "category", "author", "series", "archive")


@dataclass(frozen=True, slots=True)
class Document:
    """What a library gets to know of a page."""

    name: str
    title: str
    headings: str
    text: str


def read_documents(output: Path) -> list[Document]:
    """Return the documents in Sphinx's index of the site in *output*, and its pages of terms.

    The site is one of this project's theme, written by the builder html.
    """
    return [
        document
        for name in [*_indexed_names(output), *_term_pages(output)]
        if (document := _read(output / f"{name}.html", name)) is not None
    ]


def _indexed_names(output: Path) -> list[str]:
    text = (output / "searchindex.js").read_text("utf-8")
    index = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    names: list[str] = index["docnames"]
    return names


def _term_pages(output: Path) -> Iterator[str]:
    """Yield the names of the first pages of tags, categories, authors, series and years."""
    for folder in _TERM_PAGES:
        for path in sorted((output / folder).glob("*/index.html")):
            yield path.relative_to(output).with_suffix("").as_posix()


def _read(path: Path, name: str) -> Document | None:
    tree = LexborHTMLParser(path.read_text("utf-8"))
    main = tree.css_first("main article") or tree.css_first("main")
    if main is None:
        return None
    for node in main.css(".headerlink"):
        node.decompose()
    heading = main.css_first("h1")
    title = _spaced(heading.text()) if heading else name
    headings = " · ".join(_spaced(node.text()) for node in main.css(_HEADINGS))
    for node in main.css(_NOT_TEXT):
        node.decompose()
    return Document(name, title, headings, _spaced(main.text(separator=" ")))


def _spaced(text: str) -> str:
    return " ".join(text.split())
