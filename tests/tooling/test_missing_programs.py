"""The last line of a test run lists missing programs; see tests/helpers/missing_programs.py."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.helpers.missing_programs import summary
from tests.helpers.tools import skip_without

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TESTS = """\
import pytest
from tests.helpers.tools import skip_without

@pytest.fixture(scope="module")
def sampler():
    skip_without("xylophone")

@pytest.mark.parametrize("note", range(3))
def test_sound(sampler, note):
    assert False

def test_text():
    skip_without("quill", "ask a goose")

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
    """Run the tests in *folder* in a separate process, and return the lines that it prints."""
    plugins = ("-p", "tests.helpers.missing_programs", "-p", "no:cacheprovider")
    command = [sys.executable, "-m", "pytest", *plugins, "--rootdir", str(folder), *arguments]
    variables = {**os.environ, "TRANSCRIPT_REQUIRE_BROWSER": "", **environment}
    process = subprocess.run(
        [*command, str(folder)],
        cwd=ROOT,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )
    return process.stdout.splitlines()


@pytest.mark.parametrize("processes", ["0", "2"])
def test_last_line_lists_missing_programs(tmp_path: Path, processes: str) -> None:
    (tmp_path / "test_it.py").write_text(TESTS)
    *_, line, result = run(tmp_path, "-ra", "--numprocesses", processes)
    assert line == LAST
    assert "1 passed, 5 skipped" in result


def test_no_line_is_printed_if_nothing_is_missing(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text("def test_none():\n    pass\n")
    assert not [line for line in run(tmp_path) if "skipped" in line]


def test_missing_programs_fail_tests_if_required(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(TESTS)
    *_, result = run(tmp_path, TRANSCRIPT_REQUIRE_BROWSER="1")
    assert "1 failed, 1 passed, 1 skipped, 3 errors" in result


def test_debian_package_of_java_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSCRIPT_REQUIRE_BROWSER", "1")
    with pytest.raises(pytest.fail.Exception, match=r"^for want of java: .* default-jre-headless$"):
        skip_without("java")


def test_summary_is_empty_without_missing_programs() -> None:
    assert summary(["Skipped: it is Monday"]) == ""
