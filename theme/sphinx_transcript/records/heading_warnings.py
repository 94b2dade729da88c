"""Filters MyST's warnings about heading levels, for posts with a title in front matter."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from sphinx.util.logging import InfoFilter

from sphinx_transcript.records.blog_records import blog_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class HeadingStartFilter(logging.Filter):
    """Drops MyST's 'Document headings start at H2' for posts with a title in front matter."""

    def __init__(self, app: Sphinx) -> None:
        super().__init__()
        self._app = app

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether to keep the warning *record*."""
        if getattr(record, "type", "") != "myst" or getattr(record, "subtype", "") != "header":
            return True
        location = getattr(record, "location", None)
        if not isinstance(location, tuple) or not record.getMessage().startswith(
            "Document headings start at"
        ):
            return True
        # The location is a file path in MyST-Parser 4, and a docname in later releases.
        env = self._app.env
        name = str(location[0] or "")
        docname = env.path2doc(name) or name
        metadata = blog_domain(env).post_metadata.get(docname)
        return metadata is None or not metadata.title


def register(app: Sphinx) -> None:
    """Insert the filter before Sphinx's own, which count warnings and may raise them."""
    heading_start = HeadingStartFilter(app)
    # Sphinx creates these handlers for each application, so the filter ends with the build.
    for handler in logging.getLogger("sphinx").handlers:
        # Those for information get no warnings, but a message for each document.
        if not any(isinstance(each, InfoFilter) for each in handler.filters):
            handler.filters.insert(0, heading_start)
