"""The inverted index: which documents have a term, and how much it says about each of them."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import regex

from sphinx_transcript.search.words import exact_key, fold, is_pair, split, with_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_transcript.search.documents import Document
    from sphinx_transcript.search.records import Record
    from sphinx_transcript.search.words import Stemmer

_SATURATION, _USUAL_LENGTH = 1.2, 400
"""How the weight of a text grows with the number of occurrences, as in BM25.

The usual length of a page is a constant: an average would change with each new page, and so would
all of the index.
"""
_SCALE = 10
"""Scores of pages are kept as whole tenths of an impact."""
_TEXT, _HEADING, _TAG, _TITLE, _TITLE_SHARE, _NAME_PART = 60, 50, 60, 80, 80, 60
_EXACT = 1
"""The impact of whole names. The engine sets those documents before all others."""
_GREATEST_IMPACT, _NUMBER_BITS = 1 << 12, 32
_NUMBER_MASK = (1 << _NUMBER_BITS) - 1
_IS_WORD = regex.compile(r"(?=[\p{L}\p{M}_]{2,30}$).*\p{L}")
"""A word that is completed: no number or checksum, no single letter, no line of underscores."""


def page_scores(
    text: Mapping[str, int], headings: Iterable[str], stemmer: Stemmer
) -> dict[str, int]:
    """Return what each term says about a page, by the counts of words in its *text*."""
    damping = _SATURATION * (0.25 + 0.75 * sum(text.values()) / _USUAL_LENGTH)
    counts = stemmer.counts(text)
    scores = {key: int(_TEXT * count / (count + damping)) for key, count in counts.items()}
    in_headings = Counter(word for heading in headings for word in words_of(heading))
    for key in stemmer.counts(in_headings):
        scores[key] = scores.get(key, 0) + _HEADING
    return scores


class InvertedIndex:
    """Terms with their postings, and the words of the site with the number of pages."""

    def __init__(self, stemmer: Stemmer) -> None:
        self._stemmer = stemmer
        self._postings: defaultdict[str, list[int]] = defaultdict(list)
        self._pages: Counter[str] = Counter()

    def add(self, number: int, document: Document, record: Record | None) -> None:
        """Add the *document* with its *number*; *record* is that of its page, for a page."""
        scores: dict[str, int] = json.loads(record.scores) if record else {}
        title = words_of(document.title)
        terms = set(map(self._stemmer.term, title))
        is_object = document.kind == "object"
        # The shorter a title is, the more each word says.
        weight = _NAME_PART if is_object else _TITLE + _TITLE_SHARE // max(1, len(terms))
        for key in terms:
            scores[key] = scores.get(key, 0) + weight
        for word in {word for name in document.facts.words for word in words_of(name)}:
            key = self._stemmer.term(word)
            scores[key] = scores.get(key, 0) + _TAG
        self._pages.update({*title, *(record.words.split() if record else ())})
        postings = self._postings
        for key, score in scores.items():
            # A number that sorts as postings are packed: the greatest impact first.
            impact = (score + _SCALE // 2) // _SCALE or 1
            postings[key].append((_GREATEST_IMPACT - impact) << _NUMBER_BITS | number)
        for key in _keys_of(document):
            postings[key].append((_GREATEST_IMPACT - _EXACT) << _NUMBER_BITS | number)

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


def words_of(text: str) -> list[str]:
    """Return the folded words of *text*, with the parts of names."""
    return list(with_parts(split(fold(text))))


def _keys_of(document: Document) -> set[str]:
    """Return the keys of *document* that are no words: its names, tags, authors and folders."""
    keys = {exact_key(name) for name in document.names}
    keys |= {f"#{fold(tag)}" for tag in document.facts.tags}
    keys |= {f"@{fold(author)}" for author in document.facts.authors}
    if document.kind not in {"object", "term"}:
        parts = document.path.split("/")
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
