"""Shards: a sorted table in parts, of which a reader loads those that a query needs.

A part has the keys that begin in a certain way, so a new key changes the part that it is in and,
where that becomes too large, splits it. All other parts keep their bytes.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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


def split_table(table: Mapping[str, str], limit: int = _LIMIT) -> list[Shard]:
    """Return *table*, JSON texts by key, as shards. The first of them starts at ''."""
    entries = [(key, f"{_name(key)}:{table[key]}") for key in table]
    entries.sort(key=_code_units)
    shards = list(_split(entries, "", limit))
    return [
        Shard(shard.start if at else "", shard.content)
        for at, shard in enumerate(shards)
    ]  # fmt: skip


def _name(key: str) -> str:
    """Return *key* as the name of a property. In brackets, that of the prototype is one, too."""
    name = _encode(key)
    return f"[{name}]" if key == "__proto__" else name


def _code_units(entry: tuple[str, str]) -> bytes:
    """Return what sorts keys as JavaScript compares strings."""
    return entry[0].encode("utf-16-be", "surrogatepass")


def _split(entries: Sequence[tuple[str, str]], prefix: str, limit: int) -> Iterator[Shard]:
    """Yield the shards of *entries*, whose keys all begin with *prefix*."""
    is_small = sum(len(text) + 1 for _, text in entries) <= limit
    if is_small or len(entries) == 1 or len(prefix) > _LONGEST_PREFIX:
        yield _shard(prefix, [text for _, text in entries])
        return
    start, collected, size = prefix, list[str](), 0
    for child, members in _children(entries, len(prefix) + 1):
        added = sum(len(text) + 1 for _, text in members)
        if collected and size + added > limit:
            yield _shard(start, collected)
            collected, size = [], 0
        if not collected:
            start = child
        if added > limit and len(members) > 1:
            yield from _split(members, child, limit)
        else:
            collected += [text for _, text in members]
            size += added
    if collected:
        yield _shard(start, collected)


def _children(
    entries: Sequence[tuple[str, str]], length: int
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield the groups of *entries* whose keys have the same beginning of *length* characters."""
    group: list[tuple[str, str]] = []
    beginning = ""
    for entry in entries:
        if group and entry[0][:length] != beginning:
            yield beginning, group
            group = []
        beginning = entry[0][:length]
        group.append(entry)
    if group:
        yield beginning, group


def _shard(start: str, texts: Sequence[str]) -> Shard:
    return Shard(start, "{" + ",".join(texts) + "}")
