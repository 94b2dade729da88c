"""The shares of the processes of a parallel build."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_transcript.support.document_shares import reading_shares, writing_chunks

COUNTS = st.integers(1, 9)
NAMES = st.lists(st.text("abc", min_size=1), unique=True, max_size=400)


@given(st.dictionaries(st.text("abc", min_size=1), st.integers(0, 10_000)), COUNTS)
def test_each_document_is_read_once_and_in_order(sizes: dict[str, int], count: int) -> None:
    shares = reading_shares(sizes, count)
    assert len(shares) == min(count, len(sizes))
    assert all(shares)
    assert [name for share in shares for name in share] == list(sizes)


def test_shares_cost_about_the_same() -> None:
    sizes = {f"api/{number}": 20_000 for number in range(10)}
    sizes |= {f"post/{number}": 3_000 for number in range(100)}
    loads = [sum(sizes[name] + 1500 for name in share) for share in reading_shares(sizes, 4)]
    assert max(loads) - min(loads) <= 21_500


@given(NAMES, COUNTS)
def test_each_document_is_written_once_and_in_order(names: list[str], count: int) -> None:
    chunks = writing_chunks(names, count)
    assert [name for chunk in chunks for name in chunk] == names
    assert all(1 <= len(chunk) <= 200 for chunk in chunks)


def test_few_documents_are_written_by_all_processes() -> None:
    lengths = [len(chunk) for chunk in writing_chunks(list("abcdefghij"), 3)]
    assert lengths == [4, 2, 4]


def test_chunks_are_few_and_the_first_is_short() -> None:
    lengths = [len(chunk) for chunk in writing_chunks([str(n) for n in range(1000)], 2)]
    assert lengths == [8, 24, 48, 96, 192, 200, 144, 96, 64, 64, 64]
