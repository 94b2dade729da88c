"""Shards: a sorted table in parts, of which a reader loads those that a query needs.

A part has the keys that begin in a certain way, so a new key changes the part that it is in and,
where that becomes too large, splits it. All other parts keep their bytes.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

# `json.dumps` makes an encoder for each key.
_encode = json.JSONEncoder(ensure_ascii=False).encode
_LIMIT = 32_000
"""The size of a shard in characters, beyond which it is split."""
_LONGEST_PREFIX = 200
"""Keys with a longer beginning in common, as of very long titles, stay together."""


class Shard(NamedTuple):
    """A part of a table: the keys from *start* up to the start of the next shard."""

    start: str
    content: str
    """An object as JavaScript writes it."""


class Part(NamedTuple):
    """The keys of a shard."""

    start: str
    """Where a reader looks for keys from here on in this shard."""
    first: int
    end: int
    """The indices of its first key, and of the one after its last."""


def split_table(table: Mapping[str, str], limit: int = _LIMIT) -> list[Shard]:
    """Return *table*, JSON texts by key, as shards. The first of them starts at ''."""
    entries = sorted_entries(table)
    texts = [*entries.values()]
    return [
        Shard(part.start, shard_content(texts[part.first : part.end]))
        for part in parts_of(entries, limit)
    ]


def sorted_entries(table: Mapping[str, str]) -> dict[str, str]:
    """Return the entries of *table*, JSON texts by key, in the order of keys."""
    return {key: entry_of(key, table[key]) for key in sorted(table, key=code_units)}


def entry_of(key: str, value: str) -> str:
    """Return the text of *key* with its *value*, a JSON text, in an object."""
    return f"{_name(key)}:{value}"


def with_keys(entries: dict[str, str], added: Iterable[str]) -> dict[str, str]:
    """Return the *entries*, the last of which are *added*, in the order of keys."""
    more = [*added]
    keys = [*entries][: len(entries) - len(more)]
    for key in more:
        keys.insert(bisect_left(keys, code_units(key), key=code_units), key)
    return {key: entries[key] for key in keys}


def shard_content(texts: Iterable[str]) -> str:
    """Return the object that has the entries *texts*."""
    return "{" + ",".join(texts) + "}"


def _name(key: str) -> str:
    """Return *key* as the name of a property. In brackets, that of the prototype is one, too."""
    name = _encode(key)
    return f"[{name}]" if key == "__proto__" else name


def code_units(key: str) -> bytes:
    """Return what sorts keys as JavaScript compares strings."""
    return key.encode("utf-16-be", "surrogatepass")


def parts_of(entries: Mapping[str, str], limit: int = _LIMIT) -> list[Part]:
    """Return the parts of *entries*, which are sorted. The first of them starts at ''."""
    keys = [*entries]
    # The size of all entries before each of them, with the commas after them.
    sizes = [0, *accumulate(len(text) + 1 for text in entries.values())]
    found = [*_Splitter(keys, sizes, limit).split(0, len(keys), "")]
    return [Part("" if at == 0 else part.start, *part[1:]) for at, part in enumerate(found)]


class _Splitter:
    """Splits sorted *keys*, before each of which there are entries of so many characters."""

    def __init__(self, keys: Sequence[str], sizes: Sequence[int], limit: int) -> None:
        self._keys, self._sizes, self._limit = keys, sizes, limit

    def split(self, first: int, end: int, prefix: str) -> Iterator[Part]:
        """Yield the parts of the keys from *first* to *end*, which all begin with *prefix*."""
        sizes, limit = self._sizes, self._limit
        is_small = sizes[end] - sizes[first] <= limit
        if is_small or end - first == 1 or len(prefix) > _LONGEST_PREFIX:
            yield Part(prefix, first, end)
            return
        start, begin = prefix, first
        for child, at, following in self._children(first, end, len(prefix) + 1):
            if begin < at and sizes[following] - sizes[begin] > limit:
                yield Part(start, begin, at)
                begin = at
            if begin == at:
                start = child
            if sizes[following] - sizes[at] > limit and following - at > 1:
                yield from self.split(at, following, child)
                begin = following
        if begin < end:
            yield Part(start, begin, end)

    def _children(self, first: int, end: int, length: int) -> Iterator[tuple[str, int, int]]:
        """Yield the groups of keys with the same beginning of *length* characters."""
        keys = self._keys
        while first < end:
            child = keys[first][:length]
            following = bisect_right(
                keys, code_units(child), first, end, key=lambda key: code_units(key[:length])
            )
            yield child, first, following
            first = following
