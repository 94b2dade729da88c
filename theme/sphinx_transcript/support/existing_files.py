"""Existing files whose names some systems take for the same as others."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sphinx_transcript.support.file_names import casefold_path

if TYPE_CHECKING:
    from pathlib import Path


class ExistingFiles:
    """Files that exist, found by any name that some systems take for theirs.

    These systems ignore the case of names, or the composition of letters. Each folder is listed
    once, so that files which are written later have to be added.
    """

    def __init__(self) -> None:
        self._names: dict[Path, dict[str, str]] = {}

    def find(self, path: Path) -> Path | None:
        """Return the file *path*, or one with such a name; None if there is none."""
        if os.path.lexists(path):
            return path
        name = self._names_in(path.parent).get(casefold_path(path.name))
        return None if name is None else path.with_name(name)

    def add(self, path: Path) -> None:
        """Note that *path* and its folders exist now."""
        for each in (path, *path.parents):
            if (names := self._names.get(each.parent)) is not None:
                key = casefold_path(each.name)
                names[key] = min(names.get(key, each.name), each.name)

    def _names_in(self, folder: Path) -> dict[str, str]:
        """Return the first of the names in *folder* that count as the same, by what they share."""
        if folder not in self._names:
            try:
                names = sorted((each.name for each in folder.iterdir()), reverse=True)
            except OSError:
                names = []
            self._names[folder] = {casefold_path(name): name for name in names}
        return self._names[folder]


def existing_file(path: Path) -> Path | None:
    """Return the file *path*, or one that some systems take for the same; None if there is none."""
    return ExistingFiles().find(path)
