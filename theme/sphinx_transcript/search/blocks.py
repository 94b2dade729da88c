"""Blocks of documents, and of their text: what results show, for a few documents each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_transcript.search.documents import Document
    from sphinx_transcript.search.page_text import Section

    Texts = Mapping[str, Sequence[Section]]

BLOCK_SIZE = 32
"""The number of documents in a block."""
_TEXT_BLOCK = 6_000
"""The size in characters that a block of texts has at most, unless it is one text."""
_LONGEST_TEXT = 24_000
"""The beginning of a page that results can show a line of."""


class TextBlock(NamedTuple):
    """The texts of some documents that follow each other."""

    first: int
    """The number of the first of them."""
    content: str
    """JSON: for each document its sections, as anchor, heading and lines."""


def document_rows(documents: Sequence[Document]) -> list[list[Any]]:
    """Return what blocks say of *documents*: address, path, title, date, tags and authors."""
    return [_row(document) for document in documents]


def _row(document: Document) -> list[Any]:
    facts = document.facts
    row: list[Any] = [document.address, document.path, document.title]
    if facts.date or facts.tags or facts.authors:
        row += [facts.date, list(facts.tags), list(facts.authors)]
    return row


def text_blocks(first: int, documents: Sequence[Document], texts: Texts) -> Iterator[TextBlock]:
    """Yield the texts of *documents*, the numbers of which start at *first*, in blocks."""
    start, collected, size = first, list[str](), 0
    for number, document in enumerate(documents, first):
        content = _compact(_shown_sections(document, texts.get(document.docname, ())))
        if collected and size + len(content) > _TEXT_BLOCK:
            yield TextBlock(start, f"[{','.join(collected)}]")
            start, collected, size = number, [], 0
        collected.append(content)
        size += len(content)
    if collected:
        yield TextBlock(start, f"[{','.join(collected)}]")


def _shown_sections(document: Document, sections: Sequence[Section]) -> list[list[str]]:
    """Return the sections of a page; of an object what it is, and its description."""
    if document.kind in {"object", "term"}:
        own = [each.text for each in sections if each.anchor == document.anchor]
        first_line = own[0].partition("\n")[0] if own else ""
        return [["", "", first_line or document.label]]
    shown: list[list[str]] = []
    room = _LONGEST_TEXT
    for section in sections:
        if room <= 0:
            break
        shown.append([section.anchor, section.heading, section.text[:room]])
        room -= len(section.text)
    return shown


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
