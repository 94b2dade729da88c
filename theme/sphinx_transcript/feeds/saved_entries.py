"""Files beside the doctrees with what a build leaves for the feeds of the next one.

Each has entries by builder and name. An entry is a list of texts.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_transcript.support.atomic_write import write_atomically

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx.application import Sphinx


@dataclass(frozen=True, slots=True)
class SavedEntries:
    """A file of this kind."""

    file_name: str
    version: int
    """A file of another version is as good as none."""
    size: int
    """The number of texts in an entry."""

    def load(self, app: Sphinx) -> dict[str, dict[str, list[str]]]:
        """Return the entries; none if the file can't be read or has another shape."""
        try:
            data = json.loads(self._path(app).read_text("utf-8"))
            builders = data["builders"] if data["version"] == self.version else {}
            return {
                builder: {name: self._checked(entry) for name, entry in entries.items()}
                for builder, entries in builders.items()
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}

    def save(self, app: Sphinx, entries: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        """Save *entries*. If that fails, the next build does all work again."""
        data = {"version": self.version, "builders": entries}
        with suppress(OSError):
            write_atomically(self._path(app), json.dumps(data, ensure_ascii=False))

    def _path(self, app: Sphinx) -> Path:
        return Path(app.doctreedir, self.file_name)

    def _checked(self, entry: Sequence[str]) -> list[str]:
        if len(entry) != self.size:
            raise ValueError(entry)
        return [*map(str, entry)]
