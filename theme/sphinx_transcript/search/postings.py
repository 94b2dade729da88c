"""The inverted index: which documents have a term, and how much it says about each of them."""

from __future__ import annotations

import marshal
from array import array
from collections import Counter, defaultdict
from functools import partial
from typing import TYPE_CHECKING

from sphinx_transcript.search.packed_postings import (
    EXACT_START,
    moved,
    packed_postings,
    parts_of_entry,
    renumbered,
    starts,
    unpacked,
    updated_entry,
)
from sphinx_transcript.search.shards import code_units, entry_of, with_keys
from sphinx_transcript.search.words import exact_key, fold, is_pair, words_of
from sphinx_transcript.support.lazy_patterns import lazy_regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_transcript.search.documents import Document
    from sphinx_transcript.search.records import Record
    from sphinx_transcript.search.words import Stemmer

_SATURATION, _USUAL_LENGTH = 1.2, 400
"""How the weight of a text grows with the number of occurrences, as in BM25.

The usual length of a page is a constant: an average would change with each new page, and so would
all of the index.
"""
_TEXT, _HEADING, _TAG, _TITLE, _TITLE_SHARE, _NAME_PART = 60, 50, 60, 80, 80, 60
_SHORTEST, _LONGEST = 2, 30
_IS_WORD = lazy_regex(rf"(?=[\p{{L}}\p{{M}}_]{{{_SHORTEST},{_LONGEST}}}$).*\p{{L}}")
"""A word that is completed: no number or checksum, no single letter, no line of underscores."""


def page_scores(text: Sequence[str], headings: Iterable[str], stemmer: Stemmer) -> dict[str, int]:
    """Return what each term says about a page, by the words of its *text* and its *headings*."""
    damping = _SATURATION * (0.25 + 0.75 * len(text) / _USUAL_LENGTH)
    counts = stemmer.counts(text)
    by_count = {count: int(_TEXT * count / (count + damping)) for count in set(counts.values())}
    scores = {key: by_count[count] for key, count in counts.items()}
    for key in stemmer.counts(headings):
        scores[key] = scores.get(key, 0) + _HEADING
    return scores


class InvertedIndex:
    """Terms with their postings, and the words of the site with the number of pages.

    It may start from the *packed* postings and the *pages* of the index of the last build. Then
    *places* has the number that each of the documents there has now; they keep their order.
    """

    def __init__(
        self,
        stemmer: Stemmer,
        packed: Mapping[str, str] | None = None,
        pages: Mapping[str, int] | None = None,
        places: Sequence[int] = (),
    ) -> None:
        self._stemmer = stemmer
        self._packed = packed or {}
        self._places = places
        # An array takes a quarter of the memory of a list.
        self._postings: defaultdict[str, array[int]] = defaultdict(partial(array, "Q"))
        self._removed: defaultdict[str, set[int]] = defaultdict(set)
        self.pages: Counter[str] = Counter(pages or {})
        """The number of pages that have each word."""
        self._last_pages = pages or {}
        self._touched: set[str] = set()

    def add(self, number: int, document: Document, record: Record | None) -> None:
        """Add the *document* with its *number*; *record* is that of its page, for a page."""
        scores, words = self._parts(document, record)
        self.pages.update(words)
        self._touched |= words
        postings = self._postings
        offsets = starts(scores)
        for key, score in scores.items():
            postings[key].append(offsets[score] + number)
        for key in _keys_of(document):
            postings[key].append(EXACT_START + number)

    def remove(self, number: int, document: Document, record: Record | None) -> None:
        """Remove the *document* that the last build added with the same arguments."""
        scores, words = self._parts(document, record)
        self.pages.subtract(words)
        self._touched |= words
        offsets = starts(scores)
        for key, score in scores.items():
            self._removed[key].add(offsets[score] + number)
        for key in _keys_of(document):
            self._removed[key].add(EXACT_START + number)

    def _parts(self, document: Document, record: Record | None) -> tuple[dict[str, int], set[str]]:
        """Return what each term says about *document*, and its words."""
        scores: dict[str, int] = marshal.loads(record.scores) if record else {}  # noqa: S302 (ours)
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
        return scores, {*title, *(record.words.split() if record else ())}

    def postings(self) -> tuple[dict[str, str], set[str] | None]:
        """Return the entries of the terms in their order, and forget their postings.

        An entry has the postings of a term as JSON; see `packed_postings`. Also return the terms of
        which they are others than in the last build, or None if those of all can be others.
        """
        if not self._packed:
            taken = self._postings
            terms = sorted(taken, key=code_units)
            return {term: entry_of(term, packed_postings(taken.pop(term))) for term in terms}, None
        terms_touched = self._postings.keys() | self._removed.keys()
        places = self._places
        entries = dict(self._packed)
        changed: set[str] | None = None
        if all(number == place or place < 0 for number, place in enumerate(places)):
            changed = set()
        else:
            entries = {
                key: entry if key in terms_touched else renumbered(entry, places)
                for key, entry in entries.items()
            }
        new: list[str] = []
        for key in terms_touched:
            removed, added = self._removed.get(key, set()), set(self._postings.get(key, ()))
            # Most words of a page that was edited say as much about it as before.
            if changed is not None and removed == added:
                continue
            last = entries.get(key)
            if last is None:
                new.append(key)
                entries[key] = entry_of(key, packed_postings(added))
            elif changed is None:
                head, packed = parts_of_entry(last)
                kept = [moved(each, places) for each in unpacked(packed) if each not in removed]
                entries[key] = f"{head}{packed_postings([*kept, *added])}"
            else:
                entries[key] = updated_entry(last, removed - added, added - removed)
            if changed is not None:
                changed.add(key)
            if entries[key].endswith(":[]"):
                del entries[key]
        return with_keys(entries, new) if new else entries, changed

    def has_last_words(self) -> bool:
        """Tell whether `words` would return what it returned in the last build."""
        return bool(self._last_pages) and all(
            self.pages[word].bit_length() == self._last_pages.get(word, 0).bit_length()
            or not _is_completed(word)
            for word in self._touched
        )

    def words(self) -> dict[str, str]:
        """Return each word of the site with the size of the number of pages, as JSON.

        The size is a logarithm, so that another page leaves most of them as they are.
        """
        return {
            word: str(count.bit_length())
            for word, count in self.pages.items()
            if count > 0 and _is_completed(word)
        }


def _is_completed(word: str) -> bool:
    """Tell whether the prompt completes *word*."""
    if word.isascii():
        return word.replace("_", "").isalpha() and _SHORTEST <= len(word) <= _LONGEST
    return not is_pair(word) and _IS_WORD.match(word) is not None


def _keys_of(document: Document) -> set[str]:
    """Return the keys of *document* that are no words: its names and folders, tags and the like."""
    keys = {exact_key(name) for name in document.names}
    for tag in map(fold, document.facts.tags):
        keys |= {f"#{tag}", f"#{'-'.join(tag.split())}"}  # As it is, and as one word.
    for author in map(fold, document.facts.authors):
        keys |= {f"@{name}" for name in (author, *author.split())}
    for kind, names in (("category", document.facts.categories), ("series", document.facts.series)):
        for name in map(fold, names):
            keys |= {f"{kind}:{name}", f"{kind}:{'-'.join(name.split())}"}
    if document.kind not in {"object", "term"}:
        parts = document.path.split("/")
        keys |= {"/" + "/".join(parts[:end]) for end in range(len(parts))}
    return keys - {"."}
