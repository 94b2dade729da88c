"""Words of a text as the search knows them: folded, split, and by pairs in Chinese and Japanese.

The engine in ``theme/transcript/js/search`` does the same to a query; a test compares both.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

_MARKS = re.compile("(?<!и)[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]+")
"""Accents, and the points of Hebrew and Arabic. The Cyrillic й is a letter of its own."""
_UNSPACED = r"[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}ー]"
"""A character of Chinese or Japanese, which have no spaces between words."""
_ASCII_WORD = re.compile("[a-z0-9_]+")
_WORD = regex.compile(rf"{_UNSPACED}+|(?:(?!{_UNSPACED})[\p{{L}}\p{{N}}\p{{M}}_])+")
_NAME = regex.compile(r"[\p{L}\p{N}\p{M}_]+(?:\.[\p{L}\p{N}\p{M}_]+)*")
_IS_UNSPACED = regex.compile(_UNSPACED)
_LONGEST = 40
"""Longer words, such as checksums, are cut off."""


def fold(text: str) -> str:
    """Return *text* in lower case and without accents."""
    if text.isascii():
        return text.lower()
    letters = _MARKS.sub("", unicodedata.normalize("NFKD", text).lower())
    return unicodedata.normalize("NFC", letters).replace("ß", "ss").replace("ς", "σ")


def split(folded: str) -> list[str]:
    """Return the words of *folded* text, in order; of unspaced scripts the pairs of characters."""
    if folded.isascii():
        return _ASCII_WORD.findall(folded)
    words: list[str] = []
    for word in _WORD.findall(folded):
        if _IS_UNSPACED.match(word):
            words += [word[at : at + 2] for at in range(len(word))]
        else:
            words.append(word)
    return words


def is_pair(word: str) -> bool:
    """Tell whether *word* is a pair of characters and no word that a person would type."""
    return not word.isascii() and _IS_UNSPACED.match(word) is not None


def with_parts(words: Iterable[str]) -> Iterator[str]:
    """Yield *words*, and after each name with underscores its parts."""
    for word in words:
        yield word
        if "_" in word:
            yield from (part for part in word.split("_") if part)


def exact_key(text: str) -> str:
    """Return the key under which the index has the whole of *text*, a title or a name."""
    return "." + " ".join(_NAME.findall(fold(text)))


class Stemmer:
    """Terms of words: their stems, by the search language of Sphinx."""

    def __init__(self, stem: Callable[[str], str], stop_words: Collection[str]) -> None:
        self._stem = stem
        self._terms: dict[str, str] = {}
        self._text_terms = dict.fromkeys(map(fold, stop_words), "")

    def term(self, word: str) -> str:
        """Return the term of *word*, a folded one."""
        if (known := self._terms.get(word)) is None:
            known = self._terms[word] = fold(self._stem(word))[:_LONGEST] or word[:_LONGEST]
        return known

    def counts(self, text: Mapping[str, int]) -> dict[str, int]:
        """Return how often each term is in a *text*, given as the counts of its words.

        Stop words say nothing about a text; a title has them all.
        """
        known, counts = self._text_terms, dict[str, int]()
        for word, count in text.items():
            term = known.get(word)
            if term is None:
                term = known[word] = self.term(word)
            if term:
                counts[term] = counts.get(term, 0) + count
        return counts
