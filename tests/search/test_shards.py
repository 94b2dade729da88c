"""Tables are split into shards of which another key changes only few."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_transcript.search.shards import Shard, split_table


def _table(keys: set[str]) -> dict[str, str]:
    return dict.fromkeys(keys, "[-1,2,3]")


def _shard_of(shards: list[Shard], key: str) -> Shard:
    """Return the shard in which the engine looks for *key*."""

    def units(text: str) -> bytes:
        return text.encode("utf-16-be", "surrogatepass")

    return [shard for shard in shards if units(shard.start) <= units(key)][-1]


@settings(deadline=None)
@given(st.sets(st.text(st.characters(codec="utf-8"), min_size=1, max_size=4), min_size=1))
def test_each_key_is_found_in_its_shard(keys: set[str]) -> None:
    shards = split_table(_table(keys), limit=60)
    for key in keys:
        assert json.loads(_shard_of(shards, key).content)[key] == [-1, 2, 3]
    assert sum(len(json.loads(shard.content)) for shard in shards) == len(keys)


@settings(deadline=None)
@given(st.sets(st.text("abc", min_size=1, max_size=6), min_size=30))
def test_shards_are_as_small_as_their_keys_allow(keys: set[str]) -> None:
    shards = split_table(_table(keys), limit=120)
    assert all(len(shard.content) <= 121 or len(json.loads(shard.content)) == 1 for shard in shards)


def test_another_key_leaves_most_shards_as_they_are() -> None:
    keys = {
        f"{first}{second}{third}"
        for first in "abcdefgh"
        for second in "abcdefgh"
        for third in "abc"
    }
    before = set(split_table(_table(keys), limit=300))
    after = set(split_table(_table(keys | {"ddd"}), limit=300))
    assert len(before) > 10
    assert len(after - before) <= 2


def test_long_keys_that_begin_alike() -> None:
    keys = {f"{'a' * 2000}{number}" for number in range(50)}
    shards = split_table(_table(keys))
    assert {key for shard in shards for key in json.loads(shard.content)} == keys
