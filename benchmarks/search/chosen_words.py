"""Chooses what is searched for in the large blog: by how many posts have it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.search.documents import Document

_WORD = re.compile(r"[a-z]{5,}")
_SHARES = (("in half of the posts", 0.5), ("in a tenth", 0.1), ("in one of a hundred", 0.01))


@dataclass(frozen=True, slots=True)
class Choice:
    """A query, and what it stands for."""

    label: str
    query: str


def choose_queries(documents: Sequence[Document], excluded: frozenset[str]) -> list[Choice]:
    """Return queries that differ in how common they are; no word of *excluded* is in them."""
    counts: Counter[str] = Counter()
    for document in documents:
        counts.update(set(_WORD.findall(document.text.lower())) - excluded)

    def nearest(number: float) -> str:
        return min(counts, key=lambda word: (abs(counts[word] - number), word))

    words = [(label, nearest(share * len(documents))) for label, share in _SHARES]
    words += [("in ten posts", nearest(10)), ("in one post", nearest(1))]
    common, middle, rare = (word for _, word in words[:3])
    typo = rare[:2] + rare[3:]
    words += [
        ("two words", f"{common} {middle}"),
        ("four words", f"{common} {middle} {rare} {words[3][1]}"),
        ("one letter missing", typo),
        ("the beginning of a word", rare[:4]),
        ("in no post", "zzyzxqueue"),
    ]
    return [Choice(*each) for each in words]
