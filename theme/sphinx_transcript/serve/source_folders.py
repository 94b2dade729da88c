"""The folders whose files are sources, found on the disk: what to watch, and what it is called.

Sphinx follows symbolic links. The events of a linked file are raised where the file really is, so
its real folder is watched, and an event there is one of the path that the site has for it.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

# Folders of version control, virtual environments, caches and editors.
_IGNORED_FOLDERS = frozenset({
    ".cache", ".git", ".hg", ".idea", ".mypy_cache", ".nox", ".pytest_cache", ".ruff_cache",
    ".svn", ".tox", ".venv", ".vscode", "__pycache__", "node_modules", "venv",
})  # fmt: skip
# Files that Python and Sphinx write into each virtual environment and each output folder.
_MARKERS = frozenset({"pyvenv.cfg", ".buildinfo"})
# Temporary files of Vim, Emacs, nano, Kate, JetBrains, Office, GNOME, macOS, FUSE and NFS.
_TEMPORARY_FILE = re.compile(
    r"(?:^|/)(?:4913|\.#[^/]*|#[^/]*#|[^/]*~|~\$[^/]*|\.~lock\.[^/]*#|\.[^/]*\.sw[a-z]"
    r"|[^/]*\.kate-swp|[^/]*___jb_(?:tmp|old)___|\.DS_Store|\._[^/]*|[^/]*\.sb-[^/]*"
    r"|\.goutputstream-[^/]*|[^/]*\.save(?:\.\d+)?|\.nfs[0-9a-f]+|\.fuse_hidden[^/]*)$"
)


class SourceFolder(NamedTuple):
    """A folder of sources: its path in the site, its real path, and the names of its files."""

    path: str
    real: str
    files: tuple[str, ...]


def ignore_filter(folders: Iterable[Path], sources: Iterable[Path]) -> Callable[[str], bool]:
    """Return a function that tells whether to ignore a path.

    It ignores *folders* and what is in them, temporary files of editors, and folders such as
    ``.git`` anywhere in *sources*, the folders that are watched.
    """
    ignored = tuple(os.fspath(folder) for folder in folders)
    # The longest first: a watched folder may be in a folder that is ignored in another one.
    tops = sorted((os.fspath(source) for source in sources), key=len, reverse=True)

    def is_ignored(path: str) -> bool:
        top = next((top for top in tops if _is_in(path, top)), "")
        inner = path.removeprefix(top).replace(os.sep, "/")
        return (
            _TEMPORARY_FILE.search(inner) is not None
            or not _IGNORED_FOLDERS.isdisjoint(inner.split("/"))
            or any(_is_in(path, folder) for folder in ignored)
        )

    return is_ignored


def source_folders(top: str, is_ignored: Callable[[str], bool]) -> Iterator[SourceFolder]:
    """Yield the folder *top* and those in it, symbolic links followed.

    Folders that can't be read, and names that can't be decoded, are left out: Sphinx can't read
    them either. So are ignored folders, virtual environments, and output folders of Sphinx.
    """
    waiting: list[tuple[str, tuple[str, ...]]] = [(top, ())]
    while waiting:
        path, parents = waiting.pop()
        real = os.path.realpath(path)
        if real in parents:
            continue  # A symbolic link to a folder that it is in.
        try:
            with os.scandir(path) as listing:
                entries = [entry for entry in listing if _is_text(entry.name)]
        except OSError:
            continue
        if path != top and any(entry.name in _MARKERS for entry in entries):
            continue
        wanted = [entry for entry in entries if not is_ignored(entry.path)]
        folders = {entry.path for entry in wanted if _is_folder(entry)}
        waiting.extend((folder, (*parents, real)) for folder in sorted(folders, reverse=True))
        names = (entry.name for entry in wanted if entry.path not in folders)
        yield SourceFolder(path, real, tuple(sorted(names)))


class WatchedFolders:
    """The real folders to watch for the sources in *tops*, and the paths of events in them."""

    def __init__(self, tops: Sequence[str], is_ignored: Callable[[str], bool]) -> None:
        self._paths: dict[str, list[str]] = {}
        """The paths in the site of each real folder."""
        self._links: dict[str, list[str]] = {}
        """The paths in the site of each real file that a symbolic link leads to."""
        for top in tops:
            for folder in source_folders(top, is_ignored):
                self._paths.setdefault(folder.real, []).append(folder.path)
                for name in folder.files:
                    link = os.path.join(folder.path, name)  # noqa: PTH118
                    if os.path.islink(link):  # noqa: PTH114
                        self._links.setdefault(os.path.realpath(link), []).append(link)

    def __eq__(self, other: object) -> bool:
        """Return whether *other* watches the same."""
        return isinstance(other, WatchedFolders) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]

    def real_folders(self) -> list[str]:
        """Return the folders to watch, each without the folders in it."""
        targets = (os.path.dirname(file) for file in self._links)  # noqa: PTH120
        return sorted({*self._paths, *(folder for folder in targets if os.path.isdir(folder))})  # noqa: PTH112

    def source_paths(self, event_path: str) -> list[str]:
        """Return the paths in the site of *event_path*, at which an event was raised."""
        folder, name = os.path.split(event_path)
        paths = [os.path.join(path, name) for path in self._paths.get(folder, ())]  # noqa: PTH118
        return [*paths, *self._links.get(event_path, ())]

    def may_change(self, event_path: str) -> bool:
        """Return whether the event at *event_path* may change which folders are watched."""
        return (
            event_path in self._paths
            or os.path.isdir(event_path)  # noqa: PTH112
            or os.path.islink(event_path)  # noqa: PTH114
            or os.path.basename(event_path) in _MARKERS  # noqa: PTH119
        )


def _is_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_text(name: str) -> bool:
    """Return whether *name* can be decoded. Python has surrogates for bytes that can't be."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
