"""Files: written whole or not at all, and named as a user types them."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_transcript.commands.errors import CommandError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def create(files: Mapping[Path, bytes]) -> None:
    """Write *files*, none of which is there yet, with the folders that they need.

    Raises CommandError where one can't be written. Then, and where the user breaks it off, there
    is none of them.
    """
    made: list[Path] = []
    try:
        for path, content in files.items():
            with _as_command_error(path):
                if os.path.lexists(path):
                    raise CommandError(f"{shown_path(path)} is there already")
                _make_folder(path.parent, made)
                with _beside(path, content) as temporary:
                    made.append(path)
                    temporary.replace(path)
    except BaseException:
        for path in reversed(made):
            with contextlib.suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        raise


def replace(path: Path, content: bytes) -> None:
    """Put *content* in the place of the file *path*, which keeps its mode.

    Raises CommandError where that can't be done. A link stays one to the file that it leads to.
    """
    path = path.resolve()
    with _as_command_error(path), _beside(path, content) as temporary:
        shutil.copymode(path, temporary)
        temporary.replace(path)


def shown_path(path: Path) -> str:
    """Return *path* as it is typed in the current folder; a whole one where that is shorter."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # On Windows, of another drive.
        return str(path)
    return min(relative, str(path), key=len)


def _make_folder(folder: Path, made: list[Path]) -> None:
    if folder.is_dir():
        return
    if os.path.lexists(folder):
        raise CommandError(f"{shown_path(folder)} is there already, and is no folder")
    _make_folder(folder.parent, made)
    made.append(folder)
    folder.mkdir()


@contextlib.contextmanager
def _beside(path: Path, content: bytes) -> Iterator[Path]:
    """Give a file with *content* in the folder of *path*; it goes with the context."""
    # The name says nothing of the file's: one that is as long as can be leaves no room.
    descriptor, name = tempfile.mkstemp(prefix=".sphinx-transcript-", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(0o666 & ~umask)  # mkstemp's are for the user alone.
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def _as_command_error(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CommandError(f"{shown_path(path)} can't be written: {reason}") from error
