"""Words of a text as the search knows them: folded, and split at spaces or into pairs.

The engine in ``theme/transcript/js/search`` does the same to a query; a test compares both.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from sphinx_transcript.support.lazy_patterns import lazy_pattern, lazy_regex

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

_ARTICLE = lazy_pattern(r"(?<![^\W\d_])ال(?=[^\W\d_]{3})")
"""The Arabic article, which is written as a part of its word."""
_MARKS = lazy_pattern("(?<!и)[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]+")
"""Accents, and the points of Hebrew and Arabic. The Cyrillic й is a letter of its own."""
_UNSPACED = r"[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}ー]"
"""A character of Chinese, Japanese, Thai and others, which have no spaces between words."""
_LETTERS = str.maketrans({"ß": "ss", "ς": "σ", "ı": "i"})
"""Letters that are another one elsewhere. The Turkish I of capitals is i, as in other languages."""
_ASCII_WORD = lazy_pattern("[a-z0-9_]+")
_WORD = lazy_regex(rf"{_UNSPACED}+|(?:(?!{_UNSPACED})[\p{{L}}\p{{N}}\p{{M}}_])+")
_NAME = lazy_regex(r"[\p{L}\p{N}\p{M}_]+(?:\.[\p{L}\p{N}\p{M}_]+)*")
_ASCII_NAME = lazy_pattern(r"[a-z0-9_]+(?:\.[a-z0-9_]+)*")
"""What `_NAME` is in folded ASCII. To import the package ``regex`` takes 9 ms."""
_IS_UNSPACED = lazy_regex(_UNSPACED)
_LONGEST = 40
"""Longer words, such as checksums, are cut off."""


def fold(text: str) -> str:
    """Return *text* in lower case and without accents."""
    if text.isascii():
        return text.lower()
    letters = _MARKS.sub("", unicodedata.normalize("NFKD", text).lower())
    if "ال" in letters:
        letters = _ARTICLE.sub("", letters)
    return unicodedata.normalize("NFC", letters).translate(_LETTERS)


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


def words_of(text: str) -> list[str]:
    """Return the folded words of *text*, and the parts of names with underscores."""
    words = split(fold(text))
    if "_" in text:
        words += [part for word in words if "_" in word for part in word.split("_") if part]
    return words


def exact_key(text: str) -> str:
    """Return the key under which the index has the whole of *text*, a title or a name."""
    folded = fold(text)
    pattern = _ASCII_NAME if folded.isascii() else _NAME
    return "." + " ".join(pattern.findall(folded))


class Stemmer:
    """Terms of words: their stems, by the search language of Sphinx."""

    def __init__(self, stem: Callable[[str], str], stop_words: Collection[str]) -> None:
        self._terms = _Terms(stem)
        self._text_terms = _Terms(stem)
        self._text_terms.update(dict.fromkeys(map(fold, stop_words), ""))

    def term(self, word: str) -> str:
        """Return the term of *word*, a folded one."""
        return self._terms[word]

    def counts(self, words: Iterable[str]) -> Counter[str]:
        """Return how often each term is in a text with these *words*.

        Stop words say nothing about a text; a title has them all.
        """
        counts = Counter(map(self._text_terms.__getitem__, words))
        del counts[""]
        return counts


class _Terms(dict[str, str]):
    """The terms of words, which are made when they are first asked for."""

    def __init__(self, stem: Callable[[str], str]) -> None:
        super().__init__()
        self._stem = stem

    def __missing__(self, word: str) -> str:
        term = self[word] = fold(self._stem(word))[:_LONGEST] or word[:_LONGEST]
        return term
