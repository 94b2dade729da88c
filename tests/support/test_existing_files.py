"""Existing files that some systems take for others."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sphinx_transcript.support.existing_files import ExistingFiles
from tests.helpers.step_counts import LINEAR, growth

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_file_is_found_by_its_name_in_another_case_or_composition(tmp_path: Path) -> None:
    for name in ("Cafe\u0301.md", "b.md", "B.md"):
        (tmp_path / name).touch()
    files = ExistingFiles()
    assert files.find(tmp_path / "CAF\u00c9.md") == tmp_path / "Cafe\u0301.md"
    assert files.find(tmp_path / "b.md") == tmp_path / "b.md"
    assert files.find(tmp_path / "b.MD") == tmp_path / "B.md"
    assert files.find(tmp_path / "c.md") is None
    assert files.find(tmp_path / "none" / "c.md") is None


def test_files_and_folders_that_are_added_are_found(tmp_path: Path) -> None:
    files = ExistingFiles()
    new = tmp_path / "a" / "b" / "c.md"
    assert files.find(tmp_path / "A") is files.find(new.parent / "C.md") is None
    files.add(new)
    assert files.find(tmp_path / "A") == tmp_path / "a"
    assert files.find(new.parent / "C.md") == new
    files.add(new.with_name("C.MD"))
    assert files.find(new.with_name("c.Md")) == new.with_name("C.MD")


def test_each_folder_is_listed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The system's own search of a name is not counted.
    monkeypatch.setattr(os.path, "lexists", lambda path: False)

    def write(count: int) -> None:
        files = ExistingFiles()
        for at in range(count):
            for suffix in (".md", ".rst"):
                assert files.find(tmp_path / str(count) / f"p{at}{suffix}") is None
            files.add(tmp_path / str(count) / f"p{at}.md")

    assert growth(write, 60) < LINEAR
