"""Postings that are updated as text are those that are made anew."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sphinx_transcript.search import index_files
from sphinx_transcript.search.index_files import IndexFiles
from sphinx_transcript.search.packed_postings import (
    _GREATEST_IMPACT,
    _NUMBER_BITS,
    packed_postings,
    unpacked,
    updated_entry,
)
from sphinx_transcript.search.shards import entry_of, parts_of, sorted_entries, with_keys

_POSTINGS = st.builds(
    lambda impact, number: ((_GREATEST_IMPACT - impact) << _NUMBER_BITS) + number,
    st.sampled_from([1, 2, 10, 12, 110]),
    st.integers(0, 12),
)


@given(st.sets(_POSTINGS), st.sets(_POSTINGS), st.sets(_POSTINGS))
def test_updated_postings_are_those_made_anew(
    last: set[int], removed: set[int], added: set[int]
) -> None:
    removed &= last
    added -= last
    entry = entry_of('a:[1]-"', packed_postings(last))
    now = (last - removed) | added
    assert updated_entry(entry, removed, added) == entry_of('a:[1]-"', packed_postings(now))
    assert set(unpacked(packed_postings(now))) == now


@given(st.sets(st.text()), st.sets(st.text()))
def test_more_keys_are_in_their_order(keys: set[str], more: set[str]) -> None:
    entries = sorted_entries(dict.fromkeys(keys, "1"))
    added = sorted(more - keys, reverse=True)
    found = with_keys({**entries, **{key: entry_of(key, "1") for key in added}}, added)
    assert [*found.items()] == [*sorted_entries(dict.fromkeys(keys | more, "1")).items()]


def _shards(entries: dict[str, str], *last: Any) -> tuple[Any, set[str], set[str]]:
    files = IndexFiles()
    shards = files.add_terms(entries, *last)
    return shards, {*files.scripts}, files.kept


@given(
    st.sets(st.text("abcé", min_size=1, max_size=3), min_size=1),
    st.sets(st.text("abcé", min_size=1, max_size=3)),
)
def test_shards_without_a_changed_term_are_kept(keys: set[str], changed: set[str]) -> None:
    before = sorted_entries(dict.fromkeys(keys, "[-1,2]"))
    # Each is removed, or has other postings, or is new.
    after = dict.fromkeys(keys, "[-1,2]")
    for number, key in enumerate(sorted(changed)):
        if number % 3:
            after[key] = "[-1,4]"
        else:
            after.pop(key, None)
    entries = sorted_entries(after)
    shards, _, _ = _shards(before, (), None)
    found, made, kept = _shards(entries, shards, changed)
    assert (found, made | kept) == _shards(entries, (), None)[:2]
    assert not made & kept
    if not changed:
        assert not made


def test_one_changed_term_makes_one_shard(monkeypatch: Any) -> None:
    monkeypatch.setattr(index_files, "parts_of", lambda entries: parts_of(entries, 40))
    table = dict.fromkeys([f"{a}{b}" for a in "abcde" for b in "abcde"], "[-1,2]")
    shards, made, _ = _shards(sorted_entries(table), (), None)
    assert len(made) >= 5
    entries = sorted_entries({**table, "cc": "[-1,3]"})
    _, made, kept = _shards(entries, shards, {"cc"})
    assert len(made) == 1
    assert len(kept) == len(shards) - 1
