"""Which events of the file system have a site built anew; see serving/changes.py."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.serving.changes import Changes, ignoring

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def changes(tmp_path: Path) -> Changes:
    """Return the changes of a folder with two files and an output folder."""
    for name in ("a.md", "deep/b.md", "_build/a.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("as it was")
    return Changes([tmp_path], ignoring([tmp_path / "_build"], [tmp_path]))


def test_only_other_content_is_a_change(changes: Changes, tmp_path: Path) -> None:
    path = str(tmp_path / "a.md")
    assert changes.among([path]) == [path]  # What it was before is not known.
    assert changes.among([path, path]) == []
    (tmp_path / "a.md").write_text("otherwise")
    assert changes.among([path, path]) == [path]
    assert changes.among([path]) == []


def test_files_that_come_and_go(changes: Changes, tmp_path: Path) -> None:
    new = tmp_path / "new.md"
    assert changes.among([str(new)]) == []  # It came and went meanwhile.
    new.write_text("")
    assert changes.among([str(new)]) == [str(new)]
    new.unlink()
    assert changes.among([str(new)]) == [str(new)]
    assert changes.among([str(new)]) == []
    (tmp_path / "deep" / "b.md").unlink()
    (tmp_path / "deep").rmdir()
    assert changes.among([str(tmp_path / "deep")]) == [str(tmp_path / "deep")]
    assert changes.among([str(tmp_path / "deep" / "b.md")]) == []


@pytest.mark.parametrize(
    "name",
    [
        "_build/a.html", ".git/index", "venv/x.md", "4913", "deep/.b.md.swp", "b.md~", "#b.md#",
        ".#b.md", "~$b.docx", "b.md___jb_tmp___", ".DS_Store",
    ],
)  # fmt: skip
def test_what_is_no_source(changes: Changes, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("new")
    assert changes.among([str(path)]) == []


def test_what_looks_like_it_but_is_one(changes: Changes, tmp_path: Path) -> None:
    for name in ("14913", "a~b.md", "#1.md", ".htaccess", "_builds.md"):
        (tmp_path / name).write_text("new")
        assert changes.among([str(tmp_path / name)]) == [str(tmp_path / name)]


def test_what_a_build_writes_is_excused(changes: Changes, tmp_path: Path) -> None:
    stub = tmp_path / "stub.md"
    stub.write_text("made by the build")
    changes.excuse([str(stub)])
    assert changes.among([str(stub)]) == []
    stub.write_text("edited by hand")
    assert changes.among([str(stub)]) == [str(stub)]
    stub.write_text("made once more")
    changes.excuse([str(stub)])
    stub.write_text("and once more")
    assert changes.among([str(stub)]) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes here")
def test_a_pipe_is_not_waited_for(changes: Changes, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert changes.among([str(tmp_path / "pipe.md")]) == []
