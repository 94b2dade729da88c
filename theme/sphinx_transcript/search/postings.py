"""The inverted index: which documents have a term, and how much it says about each of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

import regex

from sphinx_transcript.search.words import exact_key, fold, is_pair, split, with_parts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_transcript.search.documents import Document
    from sphinx_transcript.search.words import Stemmer

_TEXT, _SATURATION, _USUAL_LENGTH = 6.0, 1.2, 400
"""The weight of the text, and how it grows with the number of occurrences, as in BM25.

The usual length of a page is a constant: an average would change with each new page, and so would
all of the index.
"""
_HEADING, _TAG, _TITLE, _TITLE_SHARE, _NAME_PART = 5.0, 6.0, 8.0, 8.0, 6.0
_GREATEST_IMPACT, _NUMBER_BITS = 1 << 12, 32
_NUMBER_MASK = (1 << _NUMBER_BITS) - 1
_IS_WORD = regex.compile(r"(?=[\p{L}\p{M}_]{2,30}$).*\p{L}")
"""A word that is completed: no number or checksum, no single letter, no line of underscores."""
_EXACT = 1
"""The impact of whole names. The engine sets those documents before all others."""


class PageWords(NamedTuple):
    """The words of a page, as they are stored from one build to the next."""

    text: Mapping[str, int]
    """How often each folded word is in the text."""
    headings: Sequence[str]


class InvertedIndex:
    """Terms with their postings, and the words of the site with the number of pages."""

    def __init__(self, stemmer: Stemmer) -> None:
        self._stemmer = stemmer
        self._postings: defaultdict[str, list[int]] = defaultdict(list)
        self._pages: Counter[str] = Counter()

    def add(self, number: int, document: Document, words: PageWords | None) -> None:
        """Add the *document* with its *number*; *words* are those of its page, for a page."""
        scores: defaultdict[str, float] = defaultdict(float)
        term = self._stemmer.term
        if words:
            self._add_text(scores, words.text)
            headings = Counter(word for heading in words.headings for word in _words(heading))
            for key in self._stemmer.counts(headings):
                scores[key] += _HEADING
            self._pages.update(words.text.keys())
        self._add_title(scores, document)
        for word in {word for name in document.facts.words for word in _words(name)}:
            scores[term(word)] += _TAG
        postings = self._postings
        for key, score in scores.items():
            # A number that sorts as postings are packed: the greatest impact first.
            impact = int(score + 0.5) or 1
            postings[key].append((_GREATEST_IMPACT - impact) << _NUMBER_BITS | number)
        for key in keys_of(document):
            postings[key].append((_GREATEST_IMPACT - _EXACT) << _NUMBER_BITS | number)

    def _add_text(self, scores: defaultdict[str, float], text: Mapping[str, int]) -> None:
        length = sum(text.values())
        damping = _SATURATION * (0.25 + 0.75 * length / _USUAL_LENGTH)
        for key, count in self._stemmer.counts(text).items():
            scores[key] = _TEXT * count / (count + damping)

    def _add_title(self, scores: defaultdict[str, float], document: Document) -> None:
        """Add the words of the title; the shorter it is, the more each says."""
        words = _words(document.title)
        terms = {self._stemmer.term(word) for word in words}
        is_object = document.kind == "object"
        weight = _NAME_PART if is_object else _TITLE + _TITLE_SHARE / max(1, len(terms))
        for key in terms:
            scores[key] += weight
        self._pages.update(set(words))

    def postings(self) -> dict[str, str]:
        """Return the postings of each term as JSON.

        A list has the numbers of documents as differences. A negative number before them is their
        impact, and begins a new count.
        """
        return {key: _packed(postings) for key, postings in self._postings.items()}

    def words(self) -> dict[str, str]:
        """Return each word of the site with the size of the number of pages, as JSON.

        The size is a logarithm, so that another page leaves most of them as they are.
        """
        return {
            word: str(count.bit_length())
            for word, count in self._pages.items()
            if not is_pair(word) and _IS_WORD.match(word)
        }


def _words(text: str) -> list[str]:
    return list(with_parts(split(fold(text))))


def keys_of(document: Document) -> set[str]:
    """Return the keys of *document* that are no words: its names, tags, authors and folders."""
    keys = {exact_key(name) for name in document.names}
    keys |= {f"#{fold(tag)}" for tag in document.facts.tags}
    keys |= {f"@{fold(author)}" for author in document.facts.authors}
    if document.kind not in {"object", "term"}:
        parts = document.path.rstrip("/").split("/")
        keys |= {"/" + "/".join(parts[:end]) for end in range(len(parts))}
    return keys - {"."}


def _packed(postings: list[int]) -> str:
    packed: list[int] = []
    last_impact = last = 0
    for posting in sorted(postings):
        impact = _GREATEST_IMPACT - (posting >> _NUMBER_BITS)
        number = posting & _NUMBER_MASK
        if impact != last_impact:
            packed.append(-impact)
            last_impact, last = impact, 0
        packed.append(number - last)
        last = number
    return f"[{','.join(map(str, packed))}]"
