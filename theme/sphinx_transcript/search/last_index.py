"""The index that the last build wrote, as the next one updates it.

Most builds change one page, and with it a few hundred of the terms of the site. The postings of all
others, and the blocks of other documents, are taken over as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from sphinx_transcript.search.blocks import BLOCK_SIZE
from sphinx_transcript.search.documents import Document, Facts

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

Row = tuple[Any, ...]
"""A document as a tuple of strings, numbers and tuples, which is pickled and compared quickly."""
Block = tuple[str, list[tuple[int, str]]]
"""The digest of a block of documents, and of its texts with the number of the first document."""

_FIELDS = attrgetter("kind", "address", "path", "title", "docname", "names", "label", "facts")
_FACTS = attrgetter("kind", "date", "order", "tags", "authors", "categories", "series", "words")
_MOST_CHANGES = 4
"""Where more than one document of so many has changed, the index is made anew."""


@dataclass(slots=True)
class LastIndex:
    """What the next build needs of the index of this one."""

    rows: list[Row] = field(default_factory=list)
    """The documents in the order of their numbers."""
    options: str = ""
    """The options of the search, and the version of the stemmer."""
    packed: dict[str, str] = field(default_factory=dict)
    """The postings of each term."""
    pages: dict[str, int] = field(default_factory=dict)
    """The number of pages that have each word."""
    blocks: list[Block] = field(default_factory=list)

    def as_tuple(self) -> tuple[Any, ...]:
        """Return the values, to be pickled."""
        return (self.rows, self.options, self.packed, self.pages, self.blocks)

    def changed_numbers(self, rows: Sequence[Row], changed: Collection[str]) -> set[int] | None:
        """Return the numbers at which *rows*, the documents of this build, are others.

        *changed* are the documents with another record. None if most are others.
        """
        size = max(len(rows), len(self.rows))
        shared = min(len(rows), len(self.rows))
        numbers = set(range(shared, size))
        numbers |= {
            number
            for number, (one, other) in enumerate(zip(rows, self.rows, strict=False))
            if one != other or one[_DOCNAME] in changed
        }
        return numbers if len(numbers) * _MOST_CHANGES <= size else None

    def block(self, number: int, documents: int, changed: Collection[int]) -> Block | None:
        """Return the block *number* if it is the same among so many *documents*."""
        numbers = range(number * BLOCK_SIZE, (number + 1) * BLOCK_SIZE)
        is_full = numbers.stop <= min(documents, len(self.rows))
        if is_full and number < len(self.blocks) and not any(map(changed.__contains__, numbers)):
            return self.blocks[number]
        return None


_DOCNAME = 4


def row_of(document: Document) -> Row:
    """Return *document* as a row."""
    *fields, facts = _FIELDS(document)
    return (*fields, _FACTS(facts))


def document_of(row: Row) -> Document:
    """Return the document that is *row*."""
    kind, address, path, title, docname, names, label, facts = row
    return Document(kind, address, path, title, docname, names, Facts(*facts), label)
