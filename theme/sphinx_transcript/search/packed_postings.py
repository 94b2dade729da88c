"""Postings as text: the numbers of documents by impact, as shards have them.

A posting is a number that sorts as it is packed: the greatest impact first, and then the number of
the document.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_SCALE = 10
"""Scores of pages are kept as whole tenths of an impact."""
_EXACT = 1
"""The impact of whole names. The engine sets those documents before all others."""
_GREATEST_IMPACT, _NUMBER_BITS = 1 << 12, 32
_NUMBER_MASK = (1 << _NUMBER_BITS) - 1
EXACT_START = (_GREATEST_IMPACT - _EXACT) << _NUMBER_BITS


def starts(scores: Mapping[str, int]) -> dict[int, int]:
    """Return for each of *scores* a number that sorts as postings are packed: the greatest first.

    The number of a document is added to it.
    """
    return {
        score: (_GREATEST_IMPACT - ((score + _SCALE // 2) // _SCALE or 1)) << _NUMBER_BITS
        for score in set(scores.values())
    }


def parts_of_entry(entry: str) -> tuple[str, str]:
    """Return what stands before the postings in *entry*, and these."""
    at = entry.rindex("[")
    return entry[:at], entry[at:]


def updated_entry(entry: str, removed: Iterable[int], added: Iterable[int]) -> str:
    """Return *entry* without the postings *removed* and with those *added*.

    Most are left as text: a document changes the postings of its own impact.
    """
    head, packed = parts_of_entry(entry)
    groups: dict[int, list[str]] = {}
    # The first is empty.
    for group in packed[1:-1].split("-")[1:]:
        first, *differences = group.rstrip(",").split(",")
        groups[int(first)] = differences
    for posting in removed:
        impact, number = _impact_and_number(posting)
        _remove_number(groups[impact], number)
    for posting in added:
        impact, number = _impact_and_number(posting)
        _add_number(groups.setdefault(impact, []), number)
    texts = [
        f"-{impact},{','.join(groups[impact])}"
        for impact in sorted(groups, reverse=True)
        if groups[impact]
    ]
    return f"{head}[{','.join(texts)}]"


def _remove_number(differences: list[str], number: int) -> None:
    """Remove *number* from the numbers that have these *differences*."""
    at = bisect_left([*accumulate(map(int, differences))], number)
    difference = int(differences.pop(at))
    if at < len(differences):
        differences[at] = str(int(differences[at]) + difference)


def _add_number(differences: list[str], number: int) -> None:
    """Add *number* to the numbers that have these *differences*."""
    numbers = [*accumulate(map(int, differences))]
    at = bisect_left(numbers, number)
    if at < len(numbers):
        differences[at] = str(numbers[at] - number)
    differences.insert(at, str(number - (numbers[at - 1] if at else 0)))


def _impact_and_number(posting: int) -> tuple[int, int]:
    return _GREATEST_IMPACT - (posting >> _NUMBER_BITS), posting & _NUMBER_MASK


def unpacked(packed: str) -> Iterator[int]:
    """Yield the postings that `packed_postings` has made *packed* of."""
    start = number = 0
    for each in json.loads(packed):
        if each < 0:
            start, number = (_GREATEST_IMPACT + each) << _NUMBER_BITS, 0
        else:
            number += each
            yield start + number


def moved(posting: int, places: Sequence[int]) -> int:
    """Return *posting* with the number that its document has now."""
    number = posting & _NUMBER_MASK
    return posting - number + places[number]


def renumbered(entry: str, places: Sequence[int]) -> str:
    """Return *entry* with the numbers that documents have now, in the same order."""
    head, packed = parts_of_entry(entry)
    values: list[int] = json.loads(packed)
    number = place = 0
    for at, each in enumerate(values):
        if each < 0:
            number = place = 0
        else:
            number += each
            values[at] = places[number] - place
            place = places[number]
    return f"{head}[{','.join(map(str, values))}]"


def packed_postings(postings: Iterable[int]) -> str:
    """Return *postings* as JSON.

    A list has the numbers of documents as differences. A negative number before them is their
    impact, and begins a new count.
    """
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
