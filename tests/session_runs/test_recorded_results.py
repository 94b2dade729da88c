"""The file of recorded results: its format, and files that can't be used."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_transcript.session_runs.recorded_results import (
    FILE_NAME,
    RecordedResult,
    format_results,
    merged_results,
    parse_results,
    read_results,
)
from sphinx_transcript.support.problems import Subtype

if TYPE_CHECKING:
    from pathlib import Path

DIGEST = "0123456789abcdef0123456789abcdef"
RESULT = RecordedResult(7, "2026-11-29", DIGEST, ("git 2.39.5",))
LINE = (
    '"post/x": {"commands": 7, "date": "2026-11-29", '
    f'"digest": "{DIGEST}", "versions": ["git 2.39.5"]}}'
)


def test_each_entry_has_a_line_and_the_lines_are_sorted() -> None:
    other = RESULT._replace(versions=())
    text = format_results({"post/x": RESULT, "about": other})
    first = LINE.replace("post/x", "about").replace('"git 2.39.5"', "")
    assert text == f"{{\n{first},\n{LINE}\n}}\n"
    assert parse_results(text) == ({"post/x": RESULT, "about": other}, None, True)
    assert format_results({}) == "{}\n"


@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=[])),
        st.builds(
            RecordedResult,
            st.integers(1, 10**6),
            st.dates().map(lambda day: day.isoformat()),
            st.text("0123456789abcdef", min_size=16, max_size=32),
            st.lists(st.text("abc é.0", min_size=1, max_size=20), max_size=3).map(tuple),
        ),
    )
)
def test_any_results_come_back(results: dict[str, RecordedResult]) -> None:
    assert parse_results(format_results(results)) == (results, None, True)


def entry(**changes: object) -> str:
    fields = {**RESULT._asdict(), **changes}
    return json.dumps({key: value for key, value in fields.items() if value != "none"})


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "not JSON"),
        (f"{{\n{LINE},\n", 3, "not JSON"),
        (f"{{\n{LINE}", 2, "not JSON"),
        (f"{{\n<<<<<<< HEAD\n{LINE}\n=======\n{LINE}\n>>>>>>> b\n}}\n", 2, "conflict"),
        ("[]", None, "expected an object that has an entry for each page"),
        ("3", None, "expected an object that has an entry for each page"),
        ("null", None, "expected an object that has an entry for each page"),
        ("NaN", None, "NaN is not a number"),
        ("[" * 100_000, None, "not JSON"),
        (f'{{"x": {"9" * 5000}}}', None, "not JSON"),
    ],
)
def test_file_that_is_wrong_as_a_whole(text: str, line: int | None, message: str) -> None:
    results, problem, is_readable = parse_results(text)
    assert results == {}
    assert not is_readable
    assert problem is not None
    assert message in problem.message
    assert "'sphinx-transcript sessions --record' writes it anew" in problem.message
    assert problem.line == line
    assert problem.subtype is Subtype.SESSION_RESULT


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("3", "expected an object"),
        ("[]", "expected an object"),
        (entry(dat="x"), "unknown key 'dat'; did you mean 'date'?"),
        (entry(date="none"), "no 'date'"),
        (entry(date="NaN-00-00"), "date: expected a day such as 2026-11-29, found 'NaN-00-00'"),
        (entry(date="2026-02-30"), "date: expected a day"),
        (entry(date="20261129"), "date: expected a day"),
        (entry(date="2026-11-29T00:00"), "date: expected a day"),
        (entry(date=float("inf")).replace("Infinity", "1e999"), "date: expected a day"),
        (entry(commands=0), "commands: expected a number from 1, found 0"),
        (entry(commands=True), "commands: expected a number from 1, found True"),
        (entry(commands="7"), "commands: expected a number"),
        (entry(digest="xyz"), "digest: expected hexadecimal digits"),
        (entry(versions="git"), "versions: expected a list"),
        (entry(versions=[1]), "versions: expected a list"),
        (entry(versions=["a\x1b[31m"]), "versions: expected a list"),
        (entry(versions=["a" * 101]), "versions: expected a list"),
        (entry(versions=[""]), "versions: expected a list"),
    ],
)
def test_entry_that_is_wrong_is_left_out(wrong: str, message: str) -> None:
    text = f'{{\n{LINE},\n"post/y": {wrong}\n}}\n'
    results, problem, is_readable = parse_results(text)
    assert results == {"post/x": RESULT}
    assert is_readable
    assert problem is not None
    assert "the entry of 'post/y' is left out: " in problem.message
    assert message in problem.message
    assert problem.line == 3


def test_page_with_two_entries_has_none() -> None:
    results, problem, _ = parse_results(f"{{{LINE},{LINE}}}")
    assert results == {}
    assert problem is not None
    assert "two entries" in problem.message


def test_several_wrong_entries_are_one_problem() -> None:
    problem = parse_results('{"a": 1, "b": 2, "c": 3}').problem
    assert problem is not None
    assert "'a'" in problem.message
    assert "and 2 more are wrong" in problem.message


def test_missing_file_is_no_problem(tmp_path: Path) -> None:
    assert read_results(tmp_path) == ({}, None, True)


def test_file_of_another_editor(tmp_path: Path) -> None:
    text = "\ufeff" + format_results({"post/x": RESULT}).replace("\n", "\r\n")
    (tmp_path / FILE_NAME).write_bytes(text.encode())
    assert read_results(tmp_path).results == {"post/x": RESULT}


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    path.write_bytes(b"{\n\xff}")
    problem = read_results(tmp_path).problem
    assert problem is not None
    assert (problem.line, "byte 0xff is not UTF-8" in problem.message) == (2, True)
    path.write_bytes(b" " * 10_000_000)
    problem = read_results(tmp_path).problem
    assert problem is not None
    assert "larger than 4 MB" in problem.message
    path.unlink()
    path.mkdir()
    problem = read_results(tmp_path).problem
    assert problem is not None
    assert "no file" in problem.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no named pipes")
def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / FILE_NAME)
    problem = read_results(tmp_path).problem
    assert problem is not None


def test_result_that_is_unchanged_keeps_its_date() -> None:
    later = RESULT._replace(date="2027-01-01")
    assert merged_results({"a": RESULT}, {"a": later}) == {"a": RESULT}
    for changes in ({"commands": 8}, {"digest": DIGEST[::-1]}, {"versions": ("git 3",)}):
        changed = later._replace(**changes)
        assert merged_results({"a": RESULT}, {"a": changed}) == {"a": changed}


def test_pages_that_did_not_run_keep_their_results_and_failures_lose_them() -> None:
    assert merged_results({"a": RESULT, "b": RESULT}, {"b": None}) == {"a": RESULT}
