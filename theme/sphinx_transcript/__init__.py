"""Blog posts as shell-transcript pages, for Sphinx.

``extensions = ["sphinx_transcript"]`` in conf.py is all that a blog needs: MyST-Parser and the
theme come along.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript import command_start  # noqa: F401 (before all that takes time)

# isort: split
from sphinx_transcript import (
    ablog,
    cards,
    config,
    highlighting,
    incremental,
    pages,
    plain_text,
    publication,
    recordings,
    records,
    session_runs,
    site,
    support,
    theme,
)
from sphinx_transcript.records.env_version import env_version
from sphinx_transcript.support.version import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

# In this order: where handlers of an event have one priority, Sphinx calls them as they came.
_ROOMS = (
    support, highlighting, theme, config, records, publication, pages, plain_text, cards,
    session_runs, recordings, site, incremental, ablog,
)  # fmt: skip


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension, room by room.

    See https://www.sphinx-doc.org/en/master/extdev/index.html
    """
    app.require_sphinx("8.2")
    for room in _ROOMS:
        room.register(app)
    return {
        "version": __version__,
        "env_version": env_version(),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
