"""Interpreters of Python are found where they are, and asked; see .ci/interpreters.py."""

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
    of_pyenv,
    of_uv,
    on_path,
    supported,
    version_of,
)
from supported_versions import complaint, plan

if TYPE_CHECKING:
    from collections.abc import Callable

THIS = f"{sys.version_info.major}.{sys.version_info.minor}"
REFUSES = 'echo "python3.13: no such version is in use" >&2\nexit 127'


@pytest.fixture
def program(tmp_path: Path) -> Callable[[str, str], Path]:
    """Return what writes a script of the shell, and returns its path."""

    def write(name: str, script: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return path

    return write


def test_supported_versions_are_those_of_the_classifiers() -> None:
    classifiers = [
        "Programming Language :: Python :: 3",
        "Programming Language :: Python :: 3.13",
        "Programming Language :: Python :: 3 :: Only",
        "Programming Language :: Python :: 3.9",
        "Programming Language :: Python :: 3.11",
        "Programming Language :: Python :: Implementation :: CPython",
    ]
    assert supported(classifiers) == ["3.9", "3.11", "3.13"]


def test_this_interpreter_is_found() -> None:
    found = find_all(["2.0", THIS])
    assert list(found) == [THIS]
    assert version_of(found[THIS]) == THIS


def test_one_that_refuses_has_no_version(program: Callable[[str, str], Path]) -> None:
    assert version_of(program("refuses", REFUSES)) is None
    assert version_of(program("old", 'echo "Unknown option: -I" >&2')) is None
    assert version_of(program("pypy", 'echo "PyPy 3.11"')) is None
    assert version_of(program("good", 'echo "CPython 3.11"')) == "3.11"
    assert version_of(Path("/nowhere/python3")) is None


def test_what_is_no_program_has_no_version(tmp_path: Path) -> None:
    (tmp_path / "python3").write_text("not a program")
    (tmp_path / "python3").chmod(0o755)
    assert version_of(tmp_path / "python3") is None


def test_the_first_of_the_version_is_taken() -> None:
    versions = {Path("a"): None, Path("b"): "3.11", Path("c"): "3.12", Path("d"): "3.12"}
    asked: list[Path] = []

    def ask(path: Path) -> str | None:
        asked.append(path)
        return versions[path]

    paths = [Path("a"), Path("a"), *versions]
    assert first_that_runs("3.12", paths, ask) == Path("c")
    assert asked == [Path("a"), Path("b"), Path("c")]
    assert first_that_runs("3.13", paths, ask) is None


def test_pyenv_has_a_folder_for_each_version(tmp_path: Path) -> None:
    for name in ("3.1.9", "3.12.9", "3.12.10", "3.13-dev", "3.13.0t", "pypy3.12", "3.12.1/envs"):
        (tmp_path / "versions" / name).mkdir(parents=True)
    versions = [path.parent.parent.name for path in of_pyenv("3.12", tmp_path)]
    assert versions == ["3.12.10", "3.12.9", "3.12.1"]
    assert list(of_pyenv("3.13", tmp_path)) == []
    assert list(of_pyenv("3.12", tmp_path / "nowhere")) == []


def test_all_of_the_path_are_candidates(program: Callable[[str, str], Path]) -> None:
    stub = program("shims/python3.13", REFUSES)
    good = program("opt/python3.13", 'echo "CPython 3.13"')
    other = program("opt/python3", 'echo "CPython 3.12"')
    (stub.parent / "python3").write_text("no program, since it may not be run")
    search_path = os.pathsep.join(["", str(stub.parent), "/nowhere", str(good.parent)])
    assert list(on_path("3.13", search_path)) == [stub, good, other]
    assert first_that_runs("3.13", on_path("3.13", search_path)) == good
    assert first_that_runs("3.12", on_path("3.12", search_path)) == other


def test_uv_is_asked_but_downloads_nothing(program: Callable[[str, str], Path]) -> None:
    uv = program(
        "bin/uv",
        'case "$*" in *--no-python-downloads*" 3.12") echo /uv/python3.12;; *) exit 2; esac',
    )
    assert list(of_uv("3.12", str(uv.parent))) == [Path("/uv/python3.12")]
    assert list(of_uv("3.13", str(uv.parent))) == []
    assert list(of_uv("3.12", "/nowhere")) == []


def test_pyenv_is_where_its_variable_says_or_at_home(tmp_path: Path) -> None:
    for folder in ("home/.pyenv", "elsewhere"):
        (tmp_path / folder / "versions/3.12.1").mkdir(parents=True)
    home, root = tmp_path / "home", tmp_path / "elsewhere"
    variables = {"PATH": ""}
    _, found = candidates("3.12", variables, home)
    assert found == home / ".pyenv/versions/3.12.1/bin/python"
    _, found = candidates("3.12", {**variables, "PYENV_ROOT": str(root)}, home)
    assert found == root / "versions/3.12.1/bin/python"


VERSIONS = ["3.11", "3.12", "3.13"]


def test_a_version_newer_than_the_oldest_is_asked_for() -> None:
    assert complaint(VERSIONS, VERSIONS) == complaint(VERSIONS, ["3.13"]) == ""
    expected = "no Python newer than 3.11 was found: install 3.12 or 3.13"
    assert complaint(VERSIONS, ["3.11"]) == complaint(VERSIONS, []) == expected


def test_the_oldest_version_gets_the_oldest_releases() -> None:
    assert plan(VERSIONS) == [("3.11", True), ("3.12", False), ("3.13", False)]
    assert plan(["3.11"]) == [("3.11", True), ("3.11", False)]
