"""Generates the posts of the search benchmark, with the vocabulary of a large blog.

The sentences of benchmarks/corpora/prose.py have some thousand words. By Heaps' law a text of 4.5
million words has about 90,000 different ones, half of which occur once. An index is as large as its
vocabulary, so each post gets a paragraph of rare names as well.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from benchmarks.corpora.usual import make_post

if TYPE_CHECKING:
    from pathlib import Path

_SYLLABLES = (
    """b br c cl d dr f fl g gr h k kr l m n p pl r s sk st t tr v w z""",
    """a e i o u ai ea io ou""",
    """n r s t l nd rk sh x m ck""",
)
_ONSETS, _VOWELS, _ENDS = (sounds.split() for sounds in _SYLLABLES)

_NAMES = 40_000
"""The number of names that several posts have."""
_SHARED, _OWN = 20, 3
"""The numbers of names in a post: those of the list, and those of this post alone."""


def rare_name(number: int) -> str:
    """Return an invented name; different numbers give different names."""
    syllables = []
    number += len(_ONSETS) * len(_VOWELS) * len(_ENDS)
    while number:
        number, onset = divmod(number, len(_ONSETS))
        number, vowel = divmod(number, len(_VOWELS))
        number, end = divmod(number, len(_ENDS))
        syllables.append(_ONSETS[onset] + _VOWELS[vowel] + _ENDS[end])
    return "".join(syllables)


def rare_names(index: int) -> list[str]:
    """Return the rare names in the post number *index*."""
    random = Random(f"names {index}").random  # noqa: S311 (not for security)
    # The n-th name occurs about 1/n as often as the first.
    shared = [int((_NAMES + 1) ** random()) - 1 for _ in range(_SHARED)]
    own = [_NAMES + index * _OWN + number for number in range(_OWN)]
    return [rare_name(number) for number in (*shared, *own)]


def write_corpus(folder: Path, count: int) -> None:
    """Write the first *count* posts into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    for index in range(count):
        post = make_post(index)
        text = f"{post.text}\nAlso seen: {', '.join(rare_names(index))}.\n"
        (folder / post.file).write_bytes(text.encode())
