"""Files are written completely or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.workspace.errors import CommandError
from sphinx_transcript.workspace.files import create, replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def paths_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_parent_folders_are_created(tmp_path: Path) -> None:
    create({tmp_path / "a/b": b"1", tmp_path / "a/c/d": b"2"})
    assert paths_in(tmp_path) == ["a", "a/b", "a/c", "a/c/d"]
    assert (tmp_path / "a/c/d").read_bytes() == b"2"


def test_new_file_has_the_mode_that_the_umask_gives(tmp_path: Path) -> None:
    (tmp_path / "written-by-open").write_bytes(b"")
    create({tmp_path / "a": b""})
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "written-by-open").stat().st_mode


@pytest.mark.parametrize("existing", ["b/c", "b"])
def test_nothing_is_written_if_one_file_exists(tmp_path: Path, existing: str) -> None:
    create({tmp_path / existing: b"old"})
    before = paths_in(tmp_path)
    with pytest.raises(CommandError, match="is there already"):
        create({tmp_path / "a/x": b"new", tmp_path / "b/c": b"new"})
    assert paths_in(tmp_path) == before
    assert (tmp_path / existing).read_bytes() == b"old"


def test_dangling_symbolic_link_counts_as_an_existing_file(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "nowhere")
    with pytest.raises(CommandError, match="is there already"):
        create({tmp_path / "a": b"new"})
    assert not (tmp_path / "nowhere").exists()


class InterruptedFiles(dict["Path", bytes]):
    """Files during whose writing the user presses Ctrl-C, after the first."""

    def items(self) -> Iterator[tuple[Path, bytes]]:  # type: ignore[override]
        yield from list(super().items())[:1]
        raise KeyboardInterrupt


def test_no_file_is_left_after_an_interrupt(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        create(InterruptedFiles({tmp_path / "a/b/c": b"1", tmp_path / "d": b"2"}))
    assert paths_in(tmp_path) == []


def test_replaced_file_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o640)
    replace(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert paths_in(tmp_path) == ["a"]


def test_replacing_a_symbolic_link_replaces_its_target(tmp_path: Path) -> None:
    (tmp_path / "target").write_bytes(b"old")
    (tmp_path / "link").symlink_to("target")
    replace(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_bytes() == b"new"


def test_file_in_a_missing_folder_cannot_be_replaced(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="can't be written: "):
        replace(tmp_path / "no" / "such", b"new")
    assert paths_in(tmp_path) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_read_only_folder_is_reported(tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    create({folder / "a": b"old"})
    folder.chmod(0o500)
    try:
        with pytest.raises(CommandError, match="can't be written: Permission denied"):
            create({folder / "b": b"new"})
        with pytest.raises(CommandError, match="can't be written: Permission denied"):
            replace(folder / "a", b"new")
    finally:
        folder.chmod(0o700)
    assert paths_in(folder) == ["a"]
    assert (folder / "a").read_bytes() == b"old"
