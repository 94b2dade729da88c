"""Data files of folders: front matter for all the posts in a folder, as Eleventy and Quarto do."""

from __future__ import annotations

from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from sphinx_transcript.importers.readers.configuration import read_mapping

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_transcript.importers.report import Report

# https://www.11ty.dev/docs/data-template-dir/ and https://quarto.org/docs/reference/metadata/
_OF_FOLDER = ("_metadata.yml", "_metadata.yaml", "{name}.json", "{name}.11tydata.json")
_OF_FILE = ("{name}.json", "{name}.11tydata.json")
_SCRIPTS = ("{name}.11tydata.js", "{name}.11tydata.cjs", "{name}.11tydata.mjs")


class FolderData:
    """Finds the values that data files have for a post."""

    def __init__(self, folder: Path, report: Report) -> None:
        self._folder, self._report = folder, report
        self._read = cache(self._read_data)

    def values_for(self, path: PurePosixPath) -> dict[str, Any]:
        """Return the values for the post at *path*; those of a nearer file take precedence."""
        values: dict[str, Any] = {}
        for folder in reversed(path.parents):
            values |= self._read(folder, folder.name, _OF_FOLDER)
        return values | self._read(path.parent, path.stem, _OF_FILE)

    def _read_data(
        self, folder: PurePosixPath, name: str, patterns: tuple[str, ...]
    ) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for pattern in patterns:
            file = (folder / pattern.format(name=name)).as_posix()
            if (self._folder / file).is_file():
                suffix = PurePosixPath(file).suffix
                values |= read_mapping(self._folder, file, self._report, suffix)
                if "tags" in values and pattern in _OF_FILE:
                    message = "tags: those of a data file name a collection; left out"
                    self._report.add(file, 1, message, "front-matter")
                    del values["tags"]
        for pattern in _SCRIPTS:
            file = (folder / pattern.format(name=name)).as_posix()
            if (self._folder / file).is_file():
                message = "a data file in JavaScript is not read: what it says of posts is lost"
                self._report.add(file, 1, message, "front-matter")
        return values
