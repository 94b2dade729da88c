""".ci/interpreters.py finds Python interpreters; .ci/supported_versions.py selects versions."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from interpreters import (
    candidates,
    find_all,
    first_that_runs,
    from_path,
    from_pyenv,
    from_uv,
    supported,
    version_of,
)
from supported_versions import missing_version_error, select_runs

if TYPE_CHECKING:
    from collections.abc import Callable

THIS = f"{sys.version_info.major}.{sys.version_info.minor}"
FAILS = 'echo "python3.13: no such version is in use" >&2\nexit 127'


@pytest.fixture
def program(tmp_path: Path) -> Callable[[str, str], Path]:
    """Return a function that writes an executable shell script and returns its path."""

    def write(name: str, script: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return path

    return write


def test_supported_versions_come_from_the_classifiers() -> None:
    classifiers = [
        "Programming Language :: Python :: 3",
        "Programming Language :: Python :: 3.13",
        "Programming Language :: Python :: 3 :: Only",
        "Programming Language :: Python :: 3.9",
        "Programming Language :: Python :: 3.11",
        "Programming Language :: Python :: Implementation :: CPython",
    ]
    assert supported(classifiers) == ["3.9", "3.11", "3.13"]


def test_running_interpreter_is_found() -> None:
    found = find_all(["2.0", THIS])
    assert list(found) == [THIS]
    assert version_of(found[THIS]) == THIS


def test_failing_or_other_implementation_has_no_version(
    program: Callable[[str, str], Path],
) -> None:
    assert version_of(program("fails", FAILS)) is None
    assert version_of(program("old", 'echo "Unknown option: -I" >&2')) is None
    assert version_of(program("pypy", 'echo "PyPy 3.11"')) is None
    assert version_of(program("good", 'echo "CPython 3.11"')) == "3.11"
    assert version_of(Path("/nowhere/python3")) is None


def test_file_that_is_not_executable_code_has_no_version(tmp_path: Path) -> None:
    (tmp_path / "python3").write_text("not a program")
    (tmp_path / "python3").chmod(0o755)
    assert version_of(tmp_path / "python3") is None


def test_first_interpreter_of_the_version_is_used() -> None:
    versions = {Path("a"): None, Path("b"): "3.11", Path("c"): "3.12", Path("d"): "3.12"}
    queried: list[Path] = []

    def query(path: Path) -> str | None:
        queried.append(path)
        return versions[path]

    paths = [Path("a"), Path("a"), *versions]
    assert first_that_runs("3.12", paths, query) == Path("c")
    assert queried == [Path("a"), Path("b"), Path("c")]
    assert first_that_runs("3.13", paths, query) is None


def test_pyenv_versions_are_found_newest_first(tmp_path: Path) -> None:
    for name in ("3.1.9", "3.12.9", "3.12.10", "3.13-dev", "3.13.0t", "pypy3.12", "3.12.1/envs"):
        (tmp_path / "versions" / name).mkdir(parents=True)
    versions = [path.parent.parent.name for path in from_pyenv("3.12", tmp_path)]
    assert versions == ["3.12.10", "3.12.9", "3.12.1"]
    assert list(from_pyenv("3.13", tmp_path)) == []
    assert list(from_pyenv("3.12", tmp_path / "nowhere")) == []


def test_all_programs_on_the_path_are_candidates(program: Callable[[str, str], Path]) -> None:
    stub = program("shims/python3.13", FAILS)
    good = program("opt/python3.13", 'echo "CPython 3.13"')
    other = program("opt/python3", 'echo "CPython 3.12"')
    (stub.parent / "python3").write_text("not executable")
    search_path = os.pathsep.join(["", str(stub.parent), "/nowhere", str(good.parent)])
    assert list(from_path("3.13", search_path)) == [stub, good, other]
    assert first_that_runs("3.13", from_path("3.13", search_path)) == good
    assert first_that_runs("3.12", from_path("3.12", search_path)) == other


def test_uv_is_queried_without_downloads(program: Callable[[str, str], Path]) -> None:
    uv = program(
        "bin/uv",
        'case "$*" in *--no-python-downloads*" 3.12") echo /uv/python3.12;; *) exit 2; esac',
    )
    assert list(from_uv("3.12", str(uv.parent))) == [Path("/uv/python3.12")]
    assert list(from_uv("3.13", str(uv.parent))) == []
    assert list(from_uv("3.12", "/nowhere")) == []


def test_pyenv_root_is_from_the_environment_or_in_the_home_folder(tmp_path: Path) -> None:
    for folder in ("home/.pyenv", "elsewhere"):
        (tmp_path / folder / "versions/3.12.1").mkdir(parents=True)
    home, root = tmp_path / "home", tmp_path / "elsewhere"
    variables = {"PATH": ""}
    _, found = candidates("3.12", variables, home)
    assert found == home / ".pyenv/versions/3.12.1/bin/python"
    _, found = candidates("3.12", {**variables, "PYENV_ROOT": str(root)}, home)
    assert found == root / "versions/3.12.1/bin/python"


VERSIONS = ["3.11", "3.12", "3.13"]


def test_version_newer_than_the_oldest_is_required() -> None:
    assert (
        missing_version_error(VERSIONS, VERSIONS) == missing_version_error(VERSIONS, ["3.13"]) == ""
    )
    expected = "no Python newer than 3.11 was found: install 3.12 or 3.13"
    assert (
        missing_version_error(VERSIONS, ["3.11"]) == missing_version_error(VERSIONS, []) == expected
    )


def test_oldest_version_is_tested_with_the_oldest_releases() -> None:
    assert select_runs(VERSIONS) == [("3.11", True), ("3.12", False), ("3.13", False)]
    assert select_runs(["3.11"]) == [("3.11", True), ("3.11", False)]
