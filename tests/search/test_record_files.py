"""The records of pages are in files of a few pages, of which a build loads and writes few."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.search import record_files
from sphinx_transcript.search.record_files import RecordFiles

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site

_NAMES = [f"p{number}" for number in range(100)]


def _text(name: str) -> bytes:
    return f"The text of {name}.".encode()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "search-html.pickle"


def _saved(path: Path) -> RecordFiles:
    """Return the files that the first build has left."""
    files = RecordFiles(path)
    for name in _NAMES:
        files.put(name, _text(name))
    return RecordFiles(path, files.save(1))


def _contents(files: RecordFiles) -> dict[str, bytes | None]:
    return {name: files.get(name) for name in files.names}


def test_all_records_are_found(path: Path) -> None:
    files = _saved(path)
    assert len(files.files) == 4
    assert _contents(files) == {name: _text(name) for name in _NAMES}
    assert not files.is_damaged


def test_another_record_changes_one_file_and_leaves_nothing_of_the_old_one(path: Path) -> None:
    files = _saved(path)
    before = [*files.files]
    files.put("p7", b"other")
    again = RecordFiles(path, files.save(2))
    assert sum(new is not old for new, old in zip(files.files, before, strict=True)) == 1
    again.remove_others()
    assert again.get("p7") == b"other"
    contents = [file.read_bytes() for file in path.parent.glob("*.records")]
    assert len(contents) == 4
    assert sum(b"text of p7." in content for content in contents) == 0


def test_a_damaged_file_loses_its_own_pages(path: Path) -> None:
    files = _saved(path)
    (damaged,) = [file for file in files.files if file and "p7" in file.pages]
    file = path.parent / damaged.name
    file.write_bytes(bytes(damaged.size))
    # Two writes can have the same time.
    os.utime(file, ns=(0, 0))
    again = RecordFiles(path, files.files)
    again.check()
    assert again.is_damaged
    assert again.names == {*_NAMES} - {*damaged.pages}


def test_a_copy_is_no_damage(path: Path) -> None:
    files = _saved(path)
    for file in path.parent.glob("*.records"):
        content = file.read_bytes()
        file.write_bytes(content)
        os.utime(file, ns=(0, 0))
    again = RecordFiles(path, files.files)
    again.check()
    assert again.names == {*_NAMES}
    assert not again.is_damaged


def test_removed_records_and_another_number_of_files(path: Path) -> None:
    files = _saved(path)
    files.remove(_NAMES[3:])
    again = RecordFiles(path, files.save(2))
    assert len(again.files) == 1
    again.remove_others()
    assert len([*path.parent.glob("*.records")]) == 1
    assert _contents(again) == {name: _text(name) for name in _NAMES[:3]}


def test_edit_writes_one_file(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_files, "_PAGES", 2)
    for number in range(20):
        site.post(f"p{number}", date=f"2016-01-{number + 1:02}", body=f"Number {number}.\n")
    site.build()
    folder = site.folder / "build/doctrees"
    before = {*folder.glob("*.records")}
    site.post("p3", date="2016-01-04", body="A lighthouse.\n")
    site.build()
    assert len(before) > 4
    assert len({*folder.glob("*.records")} - before) == 1
    assert len(before - {*folder.glob("*.records")}) == 1


def test_pages_of_a_damaged_file_alone_are_written(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_files, "_PAGES", 2)
    for number in range(20):
        site.post(f"p{number}", date=f"2016-01-{number + 1:02}", body=f"Number {number}.\n")
    before = site.build().files()
    folder = site.folder / "build/doctrees"
    file = min(folder.glob("*.records"))
    file.write_bytes(b"")
    site.post("p3", date="2016-01-04", body="A lighthouse.\n")
    written = site.build().files()
    shutil.rmtree(folder)
    assert written == site.clean_build().files()
    assert written != before
