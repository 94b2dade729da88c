"""The terms of ``searchindex.js`` as text, of which a build changes few.

The index of a thousand posts has a quarter of a million numbers of documents. To parse them and to
write them again takes longer than all else that Sphinx does with the index. An edited page has most
of its terms as before; a page that is added gives those after it the next number.
"""

from __future__ import annotations

import json
from bisect import bisect_left, insort
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    Terms = Mapping[str, int | Sequence[int]]

_FEW = 8
"""As many documents are looked for one after the other."""
_NONE: frozenset[str] = frozenset()


class UnusualTermsError(ValueError):
    """Raised for terms that have other characters than words have."""


def updated_terms(text: str, numbers: Sequence[int | None], written: set[int], added: Terms) -> str:
    """Return the JSON object *text* of terms with the documents that this build has.

    *numbers* has the number that each document has now, or None if it is gone; their order is the
    same. Of the documents *written*, by their former numbers, the terms are *added*, as are those
    of new documents. Raise UnusualTermsError if *text* can't be updated.
    """
    entries = _entries(text)
    now = {str(at): str(number) for at, number in enumerate(numbers) if number is not None}
    marked = {str(at) for at, number in enumerate(numbers) if number is None or at in written}
    wanted = {term: frozenset(map(str, _listed(places))) for term, places in added.items()}
    if any('"' in term for term in wanted):
        raise UnusualTermsError
    is_same = all(number in {at, None} for at, number in enumerate(numbers))
    is_few = is_same and len(marked) <= _FEW
    for index in _indices(entries, marked, wanted) if is_few else range(len(entries)):
        term, _, value = entries[index].partition('":')
        listed = value.strip("[]")
        more = wanted.pop(_plain(term), _NONE)
        if is_few:
            # Most terms of a page that was edited are those that it had.
            padded = f",{listed},"
            if {each for each in marked if f",{each}," in padded} == more:
                continue
        documents = listed.split(",")
        earlier = marked.intersection(documents) if marked else _NONE
        if earlier or more:
            gone = {each for each in earlier if now.get(each) not in more}
            kept = [now[each] for each in documents if each not in gone]
            for each in more.difference(map(now.get, earlier)):
                insort(kept, each, key=int)
        else:
            kept = documents if is_same else [*map(now.__getitem__, documents)]
        entries[index] = _entry(term, kept) if kept else ""
    entries = [entry for entry in entries if entry]
    for term, places in wanted.items():
        if places:
            insort(entries, _entry(json.dumps(term)[1:-1], sorted(places, key=int)), key=_term_of)
    joined = ',"'.join(entries)
    return f'{{"{joined}}}' if entries else "{}"


def _entries(text: str) -> list[str]:
    """Return the entries of the JSON object *text*, such as ``helm":[1,2]``."""
    entries = text[2:-1].split(',"') if text != "{}" else []
    # Else a quote is in a term, or a comma at its end.
    if text.count('"') != 2 * len(entries) or ("\\" in text and '\\"' in text) or "[]" in text:
        raise UnusualTermsError
    return entries


def _indices(
    entries: Sequence[str], documents: Iterable[str], terms: Collection[str]
) -> Iterable[int]:
    """Return the indices of *entries* that may have one of *documents* or be of one of *terms*."""
    found = {at for each in documents for at, entry in enumerate(entries) if each in entry}
    known = {_term_of(entries[at]) for at in found}
    for term in terms:
        if term not in known:
            at = bisect_left(entries, term, key=_term_of)
            if at < len(entries) and _term_of(entries[at]) == term:
                found.add(at)
    return found


def _entry(term: str, documents: Sequence[str]) -> str:
    listed = ",".join(documents)
    return f'{term}":[{listed}]' if len(documents) > 1 else f'{term}":{listed}'


def _listed(documents: int | Sequence[int]) -> Sequence[int]:
    return [documents] if isinstance(documents, int) else documents


def _term_of(entry: str) -> str:
    """Return the term of *entry*, by which entries are sorted."""
    return _plain(entry[: entry.index('":')])


def _plain(term: str) -> str:
    return str(json.loads(f'"{term}"')) if "\\" in term else term
