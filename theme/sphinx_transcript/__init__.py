"""Blog posts as shell-transcript pages, for Sphinx.

``extensions = ["sphinx_transcript"]`` in conf.py is all that a blog needs: MyST-Parser and the
theme come along.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript import command_start  # noqa: F401 (before all that takes time)

# isort: split
from sphinx_transcript.support.version import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension, room by room.

    See https://www.sphinx-doc.org/en/master/extdev/index.html
    """
    # Imported here, as in each room: a command imports only the modules that it runs.
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

    app.require_sphinx("8.2")
    # In this order: where handlers of an event have one priority, Sphinx calls them as they came.
    for room in (
        support, highlighting, theme, config, records, publication, pages, plain_text, cards,
        session_runs, recordings, site, incremental, ablog,
    ):  # fmt: skip
        room.register(app)
    return {
        "version": __version__,
        "env_version": env_version(),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
