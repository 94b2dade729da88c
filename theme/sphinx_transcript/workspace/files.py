"""Atomic writes, and paths in the form in which a user would type them."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_transcript.workspace.errors import CommandError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def create(files: Mapping[Path, bytes]) -> None:
    """Write *files*, none of which may exist yet, and the folders that they need.

    Raises CommandError where a file can't be written. After any error or interrupt, the files and
    folders that were already created are removed.
    """
    created: list[Path] = []
    try:
        for path, content in files.items():
            with _as_command_error(path):
                if os.path.lexists(path):
                    raise CommandError(f"{display_path(path)} is there already")
                _create_folder(path.parent, created)
                with _temporary_file(path.parent, content) as temporary:
                    created.append(path)
                    temporary.replace(path)
    except BaseException:
        for path in reversed(created):
            with contextlib.suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        raise


def replace(path: Path, content: bytes) -> None:
    """Replace the content of the file *path* atomically, and keep its mode.

    A symbolic link is kept: the file that it points to is replaced. Raises CommandError where the
    file can't be written.
    """
    path = path.resolve()
    with _as_command_error(path), _temporary_file(path.parent, content) as temporary:
        shutil.copymode(path, temporary)
        temporary.replace(path)


def display_path(path: Path) -> str:
    """Return *path* relative to the current folder, or as it is given where that is shorter."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # On Windows, a path on another drive.
        return str(path)
    return min(relative, str(path), key=len)


def _create_folder(folder: Path, created: list[Path]) -> None:
    """Create *folder* and its missing parents, and append them to *created*."""
    if folder.is_dir():
        return
    if os.path.lexists(folder):
        raise CommandError(f"{display_path(folder)} is there already, and is no folder")
    _create_folder(folder.parent, created)
    created.append(folder)
    folder.mkdir()


@contextlib.contextmanager
def _temporary_file(folder: Path, content: bytes) -> Iterator[Path]:
    """Create a file with *content* in *folder*, and delete it at the end unless it was moved."""
    # The name is not derived from the target's, which may already have the maximum length.
    descriptor, name = tempfile.mkstemp(prefix=".sphinx-transcript-", dir=folder)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(0o666 & ~umask)  # mkstemp grants access to the user alone.
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def _as_command_error(path: Path) -> Iterator[None]:
    """Turn errors of writing *path* into a CommandError."""
    try:
        yield
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CommandError(f"{display_path(path)} can't be written: {reason}") from error
