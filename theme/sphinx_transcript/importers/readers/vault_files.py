"""Files by their names, as links in double brackets name them."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

_NO_FILES = frozenset({"node_modules"})


class VaultFiles:
    """Finds the file that a name stands for, anywhere in a folder."""

    def __init__(self, folder: Path) -> None:
        self._by_name: dict[str, list[PurePosixPath]] = {}
        self._by_other_name: dict[str, PurePosixPath] = {}
        for current, names, files in os.walk(folder):
            names[:] = [each for each in names if each[0] != "." and each not in _NO_FILES]
            for file in files:
                path = PurePosixPath(Path(current, file).relative_to(folder).as_posix())
                for name in {path.name, path.stem} if path.suffix == ".md" else {path.name}:
                    self._by_name.setdefault(name.casefold(), []).append(path)

    def add_names(self, path: PurePosixPath, names: list[str]) -> None:
        """Let each of *names* stand for the file *path*, too."""
        for name in names:
            self._by_other_name.setdefault(name.casefold(), path)

    def find(self, source: PurePosixPath, target: str) -> PurePosixPath | None:
        """Return the file that *target* means in the file *source*; None if there is none.

        Of several the one in the same folder counts first, and then the one nearest to the root.
        """
        wanted = target.strip().strip("/").casefold()
        found = self._by_name.get(wanted.rpartition("/")[2], [])
        fitting = [
            path
            for path in found
            if f"/{path}".casefold().removesuffix(".md").endswith(f"/{wanted.removesuffix('.md')}")
        ]
        if not fitting:
            return self._by_other_name.get(wanted)
        return min(
            fitting, key=lambda path: (path.parent != source.parent, len(path.parts), str(path))
        )
