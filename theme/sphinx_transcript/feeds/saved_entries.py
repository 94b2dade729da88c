"""The texts of posts in feeds that earlier builds rendered, saved beside the doctrees."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_transcript.support.atomic_write import write_atomically

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FILE_NAME = "transcript-feeds.json"
_VERSION = 3


def _path(app: Sphinx) -> Path:
    return Path(app.doctreedir, FILE_NAME)


def load_texts(app: Sphinx) -> dict[str, dict[str, list[str]]]:
    """Return the saved entries, by builder name and docname; see `EntryContents`.

    Each is a key, the HTML, and the summary.
    """
    try:
        data = json.loads(_path(app).read_text("utf-8"))
        saved = data["builders"] if data["version"] == _VERSION else {}
        return {
            builder: {
                docname: [str(key), str(content), str(summary)]
                for docname, (key, content, summary) in entries.items()
            }
            for builder, entries in saved.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}  # All posts are rendered again.


def save_texts(app: Sphinx, entries: dict[str, dict[str, list[str]]]) -> None:
    """Save *entries*, which are as `load_texts` returns them."""
    data = {"version": _VERSION, "builders": entries}
    # If the file can't be written, the next build renders the posts that it needs.
    with suppress(OSError):
        write_atomically(_path(app), json.dumps(data, ensure_ascii=False))
