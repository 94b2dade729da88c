"""The files with the records of pages, of which a build loads and writes those of a few pages.

Each file has about as many pages as the others, by a checksum of their names. A record that changes
is written to a new file, with the other pages of the old one, which is removed: what was taken out
of a page is not left beside the doctrees.
"""

from __future__ import annotations

import pickle
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

_PAGES = 32
"""The number of pages that a file has at most, as soon as there are a few files."""


class RecordFile(NamedTuple):
    """A file that the last build has left."""

    name: str
    size: int
    time: int
    """When it was written, in nanoseconds."""
    checksum: int
    pages: tuple[str, ...]
    """The names of the pages that have a record in it."""


class RecordFiles:
    """The records of pages, each as bytes, in files beside *path*."""

    def __init__(self, path: Path, files: Iterable[RecordFile | None] = ()) -> None:
        self._folder, self._stem = path.parent, path.stem
        known = [*files]
        self.files = [file if file and self._is_there(file) else None for file in known] or [None]
        """Those that the last build has left, or None where there is none that can be used."""
        self.is_damaged = self.files != known
        """Whether records of the last build are missing."""
        self._loaded: dict[int, dict[str, bytes]] = {}
        self._changed: set[int] = set()

    def _is_there(self, file: RecordFile) -> bool:
        with suppress(OSError):
            return (self._folder / file.name).stat().st_size == file.size
        return False

    def check(self) -> None:
        """Forget the files that have other contents than those that were written."""
        for number, file in enumerate(self.files):
            if file is None:
                continue
            with suppress(OSError):
                path = self._folder / file.name
                # A copy has another time.
                is_same = path.stat().st_mtime_ns == file.time
                if is_same or crc32(path.read_bytes()) == file.checksum:
                    continue
            self.files[number], self.is_damaged = None, True

    @property
    def names(self) -> set[str]:
        """The pages that have a record."""
        found: set[str] = set()
        for number, file in enumerate(self.files):
            found.update(self._loaded.get(number, file.pages if file else ()))
        return found

    def get(self, name: str) -> bytes | None:
        """Return the record of the page *name*."""
        return self._file_of(name).get(name)

    def put(self, name: str, record: bytes) -> None:
        """Add the *record* of the page *name*, or replace it."""
        self._file_of(name)[name] = record
        self._changed.add(self._number_of(name))

    def remove(self, names: Iterable[str]) -> None:
        """Remove the records of the pages *names*."""
        for name in names:
            if self._file_of(name).pop(name, None) is not None:
                self._changed.add(self._number_of(name))

    def _number_of(self, name: str) -> int:
        return crc32(name.encode("utf-8", "surrogatepass")) % len(self.files)

    def _file_of(self, name: str) -> dict[str, bytes]:
        return self._load(self._number_of(name))

    def _load(self, number: int) -> dict[str, bytes]:
        if number not in self._loaded:
            file = self.files[number]
            self._loaded[number] = {}
            if file is not None:
                content = (self._folder / file.name).read_bytes()
                self._loaded[number] = pickle.loads(content)  # noqa: S301 (as Sphinx does)
        return self._loaded[number]

    def save(self, build: int) -> list[RecordFile | None]:
        """Write the files that have changed, and return all; *build* is in the names of new ones.

        The old ones are still there.
        """
        names = self.names
        count = 1 << (len(names) // _PAGES).bit_length()
        if not len(self.files) <= 2 * count <= 4 * len(self.files):
            records = {name: self.get(name) or b"" for name in sorted(names)}
            self.files, self._loaded, self._changed = [None] * count, {}, set()
            for name, record in records.items():
                self.put(name, record)
        for number in self._changed:
            self.files[number] = self._write(number, f"{self._stem}-{build}-{number}.records")
        self._changed.clear()
        return self.files

    def _write(self, number: int, name: str) -> RecordFile:
        records = dict(sorted(self._load(number).items()))
        content = pickle.dumps(records, protocol=5)
        path = self._folder / name
        path.write_bytes(content)
        stat = path.stat()
        return RecordFile(name, stat.st_size, stat.st_mtime_ns, crc32(content), tuple(records))

    def remove_others(self) -> None:
        """Remove the files of earlier builds."""
        remove_files(self._folder, self._stem, {file.name for file in self.files if file})


def remove_files(folder: Path, stem: str, kept: Collection[str] = ()) -> None:
    """Remove the files with records and with the last index, but for those *kept*."""
    for suffix in ("records", "index"):
        for path in folder.glob(f"{stem}-*.{suffix}"):
            if path.name not in kept:
                with suppress(OSError):
                    path.unlink()
