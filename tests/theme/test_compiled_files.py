"""Templates are compiled once for all sites of an installation, and only where that is safe."""

from __future__ import annotations

import pickle
import sys
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jinja2 import Environment
from jinja2.sandbox import SandboxedEnvironment

from sphinx_transcript.theme import compiled_files
from tests.helpers import fast_builds

if TYPE_CHECKING:
    from tests.conftest import Site

CODES = {"b": b"2", "a": b"1"}


@pytest.fixture(autouse=True)
def writes_byte_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the shared file, in a folder of its own."""
    path = tmp_path / "pycache" / "templates.pickle"
    path.parent.mkdir()
    monkeypatch.setattr(compiled_files, "shared_file", lambda environment: path)
    return path


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the sources of what Jinja compiles."""
    sources: list[str] = []

    def compile_(self: Environment, source: Any, *rest: Any, **options: Any) -> Any:
        sources.append(source)
        return fast_builds._compile(self, source, *rest, **options)

    monkeypatch.setattr(Environment, "compile", compile_)
    return sources


def test_first_build_of_another_site_compiles_nothing(
    site: Site, shared: Path, compiled: list[str]
) -> None:
    site.post("one", date="2020-01-01", body="Text.")
    first = site.build()
    assert len(compiled) > 20
    assert shared.is_file()
    before = first.files()
    compiled.clear()
    # Nothing of the first build is left but the file beside the byte code.
    assert site.clean_build().files() == before
    assert compiled == []


def test_nothing_is_written_where_python_writes_no_byte_code(
    site: Site, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    site.build()
    assert not shared.exists()


def test_folder_that_is_missing_is_not_made(tmp_path: Path) -> None:
    path = tmp_path / "pycache" / "templates.pickle"
    compiled_files.write_shared(path, "settings", CODES)
    assert not path.parent.exists()


def test_codes_are_added_to_those_of_the_same_settings(tmp_path: Path) -> None:
    path = tmp_path / "templates.pickle"
    compiled_files.write_shared(path, "settings", CODES)
    compiled_files.write_shared(path, "settings", {"c": b"3"})
    assert compiled_files.read(path, "settings") == {**CODES, "c": b"3"}
    assert compiled_files.read(path, "others") == {}
    compiled_files.write_shared(path, "others", {"c": b"4"})
    assert compiled_files.read(path, "others") == {"c": b"4"}
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_number_of_codes_is_limited(tmp_path: Path) -> None:
    path = tmp_path / "templates.pickle"
    for number in range(compiled_files._MAX_SHARED + 1):
        compiled_files.write_shared(path, "settings", {str(number): b"1"})
    assert compiled_files.read(path, "settings") == {str(compiled_files._MAX_SHARED): b"1"}


@pytest.mark.parametrize("position", [0, 15, 16, 40, -1])
def test_damaged_file_has_no_codes(tmp_path: Path, position: int) -> None:
    path = tmp_path / "templates.pickle"
    compiled_files.write(path, "settings", CODES)
    content = bytearray(path.read_bytes())
    content[position] ^= 1
    path.write_bytes(content)
    assert compiled_files.read(path, "settings") == {}


def test_file_is_beside_the_byte_code_of_modules() -> None:
    path = compiled_files.shared_file(SandboxedEnvironment())
    assert path is not None
    assert path.parent == Path(cache_from_source(compiled_files.__file__)).parent


def test_environment_with_filters_of_others_shares_nothing() -> None:
    made = SandboxedEnvironment()
    made.filters["upper"] = test_file_is_beside_the_byte_code_of_modules
    assert compiled_files.shared_file(made) is None


def test_file_with_another_mark_is_not_unpickled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "templates.pickle"
    compiled_files.write(path, "settings", CODES)
    path.write_bytes(bytes(16) + path.read_bytes()[16:])
    monkeypatch.setattr(pickle, "loads", pytest.fail)
    assert compiled_files.read(path, "settings") == {}
