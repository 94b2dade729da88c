"""Tests say which programs they missed; see tests/missing_programs.py."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.missing_programs import summary
from tests.tools import lacking

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TESTS = """\
import pytest
from tests.tools import lacking

@pytest.fixture(scope="module")
def sampler():
    lacking("xylophone")

@pytest.mark.parametrize("note", range(3))
def test_sound(sampler, note):
    assert False

def test_text():
    lacking("quill", "ask a goose")

def test_other():
    pytest.skip("it is Monday")

def test_none():
    pass
"""
LAST = (
    "skipped: 4 tests, for want of: xylophone (3 tests; apt-get install xylophone), "
    "quill (1 test; ask a goose)"
)


def run(folder: Path, *arguments: str, **environment: str) -> Sequence[str]:
    """Run the tests in *folder* in a process of their own, and return the lines that it prints."""
    plugins = ("-p", "tests.missing_programs", "-p", "no:cacheprovider")
    command = [sys.executable, "-m", "pytest", *plugins, "--rootdir", str(folder), *arguments]
    variables = {**os.environ, "TRANSCRIPT_REQUIRE_BROWSER": "", **environment}
    done = subprocess.run(
        [*command, str(folder)],
        cwd=ROOT,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.splitlines()


@pytest.mark.parametrize("processes", ["0", "2"])
def test_last_line_names_what_was_missing(tmp_path: Path, processes: str) -> None:
    (tmp_path / "test_it.py").write_text(TESTS)
    *_, line, result = run(tmp_path, "-ra", "--numprocesses", processes)
    assert line == LAST
    assert "1 passed, 5 skipped" in result


def test_nothing_is_said_where_nothing_was_missing(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text("def test_none():\n    pass\n")
    assert not [line for line in run(tmp_path) if "skipped" in line]


def test_nothing_is_skipped_where_all_programs_are_required(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(TESTS)
    *_, result = run(tmp_path, TRANSCRIPT_REQUIRE_BROWSER="1")
    assert "1 failed, 1 passed, 1 skipped, 3 errors" in result


def test_debian_has_another_name_for_java(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSCRIPT_REQUIRE_BROWSER", "1")
    with pytest.raises(pytest.fail.Exception, match=r"^for want of java: .* default-jre-headless$"):
        lacking("java")


def test_summary_of_nothing_is_empty() -> None:
    assert summary(["Skipped: it is Monday"]) == ""
