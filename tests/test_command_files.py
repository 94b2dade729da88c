"""Files that commands write: whole or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.commands.errors import CommandError
from sphinx_transcript.commands.files import create, replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def tree(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_files_are_written_with_their_folders(tmp_path: Path) -> None:
    create({tmp_path / "a/b": b"1", tmp_path / "a/c/d": b"2"})
    assert tree(tmp_path) == ["a", "a/b", "a/c", "a/c/d"]
    assert (tmp_path / "a/c/d").read_bytes() == b"2"


def test_file_may_be_read_by_whom_the_user_lets_read_files(tmp_path: Path) -> None:
    (tmp_path / "as-open-has-it").write_bytes(b"")
    create({tmp_path / "a": b""})
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "as-open-has-it").stat().st_mode


@pytest.mark.parametrize("there", ["b/c", "b"])
def test_none_is_written_where_one_is_there(tmp_path: Path, there: str) -> None:
    create({tmp_path / there: b"old"})
    before = tree(tmp_path)
    with pytest.raises(CommandError, match="is there already"):
        create({tmp_path / "a/x": b"new", tmp_path / "b/c": b"new"})
    assert tree(tmp_path) == before
    assert (tmp_path / there).read_bytes() == b"old"


def test_link_that_leads_nowhere_is_a_file_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "nowhere")
    with pytest.raises(CommandError, match="is there already"):
        create({tmp_path / "a": b"new"})
    assert not (tmp_path / "nowhere").exists()


class BrokenOff(dict["Path", bytes]):
    """Files whose writing the user breaks off after the first."""

    def items(self) -> Iterator[tuple[Path, bytes]]:  # type: ignore[override]
        yield from list(super().items())[:1]
        raise KeyboardInterrupt


def test_none_is_there_when_writing_them_is_broken_off(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        create(BrokenOff({tmp_path / "a/b/c": b"1", tmp_path / "d": b"2"}))
    assert tree(tmp_path) == []


def test_replaced_file_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o640)
    replace(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert tree(tmp_path) == ["a"]


def test_replaced_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "target").write_bytes(b"old")
    (tmp_path / "link").symlink_to("target")
    replace(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_bytes() == b"new"


def test_file_that_cannot_be_replaced_stays(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="can't be written: "):
        replace(tmp_path / "no" / "such", b"new")
    assert tree(tmp_path) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_folder_that_is_read_only_is_told_of(tmp_path: Path) -> None:
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
    assert tree(folder) == ["a"]
    assert (folder / "a").read_bytes() == b"old"
