"""Names of files that are valid, and different from each other, on every file system."""

from __future__ import annotations

import os
import re
import unicodedata
from functools import cache
from pathlib import Path

MAX_NAME_BYTES = 255
"""The most bytes in the name of a file or folder on the usual file systems."""
MAX_PATH_BYTES = 1000
"""The most bytes in a path below the output folder. Systems allow 1,024 to 4,096 in all."""
MAX_FOLDERS = 100
"""The most folders in a path. Python creates folders recursively."""

# https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file#naming-conventions
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?= *(?:\.|$))", re.IGNORECASE
)


def windows_device(name: str) -> str:
    """Return the name of a device that Windows opens instead of the file *name*, or ''."""
    match = _RESERVED.match(name)
    return match[0] if match else ""


def path_problem(path: str) -> str:
    """Return why no file with the relative *path* can be written on every system; '' if it can."""
    parts = path.split("/")
    for name in parts:
        length = len(name.encode("utf-8", "surrogatepass"))
        if length > MAX_NAME_BYTES:
            return f"a name in it has {length} bytes; {MAX_NAME_BYTES} are allowed"
        if windows_device(name):
            return f"{name!r} is a reserved name on Windows"
        if name.endswith((".", " ")):
            return f"Windows leaves out the end of {name!r}"
    length = len(path.encode("utf-8", "surrogatepass"))
    if length > MAX_PATH_BYTES or len(parts) > MAX_FOLDERS:
        return (
            f"a path of {length} bytes in {len(parts)} parts is too long; "
            f"{MAX_PATH_BYTES} and {MAX_FOLDERS} are allowed"
        )
    return ""


def casefold_path(path: str) -> str:
    """Return *path* in the form that a case-insensitive file system compares."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


@cache
def ignores_case(folder: str) -> bool:
    """Return whether the file system of the existing *folder* ignores the case of names."""
    for path in (Path(folder), *Path(folder).parents):
        swapped = path.with_name(path.name.swapcase()) if path.name else path
        if swapped != path:
            try:
                return path.samefile(swapped)
            except OSError:
                return False
    return False


class FilesBelow:
    """The files below a folder, as paths with forward slashes; each folder is listed once.

    A system is asked for single files only where a name is not in the list of its folder.
    """

    def __init__(self, root: str | Path) -> None:
        self._root = str(root)
        self._names: dict[str, set[str]] = {}

    def __contains__(self, path: str) -> bool:
        """Tell whether there is a file at *path*."""
        folder, _, name = path.rpartition("/")
        names = self._names.get(folder)
        if names is None:
            names = self._names[folder] = _names_of_files(f"{self._root}/{folder}")
        # The case of names may not matter, and paths may have dots.
        return name in names or is_file(Path(self._root, path))


def _names_of_files(folder: str) -> set[str]:
    try:
        with os.scandir(folder) as entries:
            return {entry.name for entry in entries if entry.is_file()}
    except (OSError, ValueError):
        return set()


def is_file(path: Path) -> bool:
    """Return whether there is a file at *path*; False where the system refuses the name.

    `Path.is_file` raises OSError for a name that is too long, and ValueError for a null byte.
    """
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
