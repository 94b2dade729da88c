"""Blocks of documents, and of their text: what results show, for a few documents each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_transcript.search.documents import Document
    from sphinx_transcript.search.records import Record, Records

BLOCK_SIZE = 16
"""The number of documents in a block. A reader loads one for each of the first results."""
_TEXT_BLOCK = 6_000
"""The size in characters that a block of texts has at most, unless it is one text."""


class TextBlock(NamedTuple):
    """The texts of some documents that follow each other."""

    first: int
    """The number of the first of them."""
    content: str
    """JSON: for each document its sections, as anchor, heading and lines."""


def document_rows(documents: Sequence[Document]) -> list[list[Any]]:
    """Return what blocks say of *documents*: address, path, title, and the date if any."""
    return [_row(document) for document in documents]


def _row(document: Document) -> list[Any]:
    return [document.address, document.path, document.title, *filter(None, [document.facts.date])]


class Texts:
    """The texts of documents, as JSON."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._lines: dict[str, dict[str, str]] = {}

    def text_of(self, document: Document) -> str:
        """Return the sections of a page; of an object the first line about it."""
        record = self._records.get(document.docname)
        if document.kind in {"object", "term"}:
            line = self._first_line(document, record) if record else ""
            return json.dumps([["", "", line or document.label]], ensure_ascii=False)
        return record.sections if record else "[]"

    def _first_line(self, document: Document, record: Record) -> str:
        if document.docname not in self._lines:
            sections = json.loads(record.sections)
            # The first of several with an anchor.
            self._lines[document.docname] = {
                anchor: text.partition("\n")[0] for anchor, _, text in reversed(sections)
            }
        return self._lines[document.docname].get(document.anchor, "")


def text_blocks(first: int, documents: Sequence[Document], texts: Texts) -> Iterator[TextBlock]:
    """Yield the texts of *documents*, the numbers of which start at *first*, in blocks."""
    start, collected, size = first, list[str](), 0
    for number, document in enumerate(documents, first):
        content = texts.text_of(document)
        if collected and size + len(content) > _TEXT_BLOCK:
            yield TextBlock(start, f"[{','.join(collected)}]")
            start, collected, size = number, [], 0
        collected.append(content)
        size += len(content)
    if collected:
        yield TextBlock(start, f"[{','.join(collected)}]")
