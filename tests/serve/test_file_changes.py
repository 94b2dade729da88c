"""Which file-system events count as changes of source files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.serve.file_changes import FileChanges
from sphinx_transcript.serve.source_folders import ignore_filter

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def changes(tmp_path: Path) -> FileChanges:
    """Return the changes in a folder with two files and an output folder."""
    for name in ("a.md", "deep/b.md", "_build/a.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("as it was")
    return FileChanges([tmp_path], ignore_filter([tmp_path / "_build"], [tmp_path]))


def test_only_new_content_is_a_change(changes: FileChanges, tmp_path: Path) -> None:
    path = str(tmp_path / "a.md")
    assert changes.changed_files([path]) == [path]  # Its earlier content is not known.
    assert changes.changed_files([path, path]) == []
    (tmp_path / "a.md").write_text("otherwise")
    assert changes.changed_files([path, path]) == [path]
    assert changes.changed_files([path]) == []


def test_created_and_removed_files_are_changes(changes: FileChanges, tmp_path: Path) -> None:
    new = tmp_path / "new.md"
    # The file is already removed again.
    assert changes.changed_files([str(new)]) == []
    new.write_text("")
    assert changes.changed_files([str(new)]) == [str(new)]
    new.unlink()
    assert changes.changed_files([str(new)]) == [str(new)]
    assert changes.changed_files([str(new)]) == []
    (tmp_path / "deep" / "b.md").unlink()
    (tmp_path / "deep").rmdir()
    assert changes.changed_files([str(tmp_path / "deep")]) == [str(tmp_path / "deep")]
    assert changes.changed_files([str(tmp_path / "deep" / "b.md")]) == []


@pytest.mark.parametrize(
    "name",
    [
        "_build/a.html", ".git/index", "venv/x.md", "4913", "deep/.b.md.swp", "b.md~", "#b.md#",
        ".#b.md", "~$b.docx", "b.md___jb_tmp___", ".DS_Store",
        ".goutputstream-AB12CD", "b.md.save", "b.md.save.1", ".nfs00000a1b", ".fuse_hidden0001",
        ".~lock.b.odt#", "._b.md", "deep/node_modules/x.md", "deep/.venv/x.md",
    ],
)  # fmt: skip
def test_output_and_temporary_files_are_ignored(
    changes: FileChanges, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("new")
    assert changes.changed_files([str(path)]) == []


def test_files_with_similar_names_are_not_ignored(changes: FileChanges, tmp_path: Path) -> None:
    for name in ("14913", "a~b.md", "#1.md", ".htaccess", "_builds.md"):
        (tmp_path / name).write_text("new")
        assert changes.changed_files([str(tmp_path / name)]) == [str(tmp_path / name)]


def test_files_written_by_builds_are_ignored(changes: FileChanges, tmp_path: Path) -> None:
    stub = tmp_path / "stub.md"
    stub.write_text("made by the build")
    changes.ignore_written([str(stub)])
    assert changes.changed_files([str(stub)]) == []
    stub.write_text("edited by hand")
    assert changes.changed_files([str(stub)]) == [str(stub)]
    stub.write_text("made once more")
    changes.ignore_written([str(stub)])
    stub.write_text("and once more")
    assert changes.changed_files([str(stub)]) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes here")
def test_named_pipe_does_not_block(changes: FileChanges, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert changes.changed_files([str(tmp_path / "pipe.md")]) == []
