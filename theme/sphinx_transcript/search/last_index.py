"""The index that the last build wrote, as the next one updates it.

Most builds change one page, and with it a few hundred of the terms of the site. The postings of all
others, and the blocks of other documents, are taken over as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sphinx_transcript.search.blocks import BLOCK_SIZE
from sphinx_transcript.search.documents import Document, Facts

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

Row = tuple[Any, ...]
"""A document as a tuple of strings, numbers and tuples, which is pickled and compared quickly."""
Block = tuple[str, list[tuple[int, str]]]
"""The digest of a block of documents, and of its texts with the number of the first document."""
TermShard = tuple[str, str, str, str]
"""The start and the digest of a shard of terms, and its first and its last term."""

_MOST_CHANGES = 4
"""Where more than one document of so many has changed, the index is made anew."""
_FEW_MOVES = 8
"""Where no more than one document of so many has another number, it is added again."""
GONE = -1
"""The place of a document that is no longer in the index."""


@dataclass(slots=True)
class LastIndex:
    """What the next build needs of the index of this one."""

    rows: list[Row] = field(default_factory=list)
    """The documents in the order of their numbers."""
    options: str = ""
    """The options of the search, and the version of the stemmer."""
    packed: dict[str, str] = field(default_factory=dict)
    """The entry of each term, which has its postings, in the order of terms."""
    pages: dict[str, int] = field(default_factory=dict)
    """The number of pages that have each word."""
    blocks: list[Block] = field(default_factory=list)
    words: list[tuple[str, str]] = field(default_factory=list)
    """The start and the digest of each shard of the words."""
    terms: list[TermShard] = field(default_factory=list)

    def as_tuple(self) -> tuple[Any, ...]:
        """Return the values, to be pickled."""
        return (
            *(self.rows, self.options, self.packed, self.pages, self.blocks, self.words),
            self.terms,
        )

    def places(self, rows: Sequence[Row], changed: Collection[str]) -> list[int] | None:
        """Return the number among *rows*, the documents of this build, of each document.

        It is `GONE` for one that is not among them, and for one that is *changed*, as it has
        another record. So it is for a few that only have another number: they are removed and
        added again, where renumbering would look at all postings. None if most are others.
        """
        numbers = {row: number for number, row in enumerate(rows) if row[_DOCNAME] not in changed}
        places: list[int] = []
        following = 0
        for row in self.rows:
            number = numbers.get(row, GONE)
            # The postings of those that keep their order are renumbered, and stay sorted.
            places.append(number if number >= following else GONE)
            following = max(following, number + 1)
        kept = len(places) - places.count(GONE)
        others = len(places) + len(rows) - 2 * kept
        if others * _MOST_CHANGES > max(len(places), len(rows)):
            return None
        moved = [number for number, place in enumerate(places) if place not in {number, GONE}]
        if len(moved) * _FEW_MOVES <= len(places):
            for number in moved:
                places[number] = GONE
        return places

    def block(self, number: int, places: Sequence[int]) -> Block | None:
        """Return the block *number* if it is full, and its documents are still in it."""
        numbers = range(number * BLOCK_SIZE, (number + 1) * BLOCK_SIZE)
        is_same = [*numbers] == [*places[numbers.start : numbers.stop]]
        return self.blocks[number] if is_same and number < len(self.blocks) else None


_DOCNAME = 4


def row_of(document: Document) -> Row:
    """Return *document* as a row.

    It has no order: that is the document's own number, which changes with each earlier one.
    """
    kind, address, path, title, docname, names, facts, label = document
    return (kind, address, path, title, docname, names, label, (*facts[:2], 0, *facts[3:]))


def document_of(row: Row) -> Document:
    """Return the document that is *row*."""
    kind, address, path, title, docname, names, label, facts = row
    return Document(kind, address, path, title, docname, names, Facts(*facts), label)
