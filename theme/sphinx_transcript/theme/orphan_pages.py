"""Marks pages in the navigation as orphans, so that Sphinx doesn't ask for a toctree with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.theme.active import is_theme_active
from sphinx_transcript.theme.site_context import site_context

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

# Authors don't use this value, so it distinguishes these marks from theirs.
_MARK = "in the navigation"


def mark_pages(app: Sphinx, env: BuildEnvironment) -> None:
    """Mark the pages in the navigation, if the root document has no toctree; unmark all others.

    See https://www.sphinx-doc.org/en/master/usage/restructuredtext/field-lists.html
    """
    shown: set[str] = set()
    has_navigation = is_theme_active(app) or app.config.html_theme == "transcript"
    if has_navigation and not env.toctree_includes.get(app.config.root_doc):
        shown = {
            entry.docname
            for entry in site_context(app).entries
            if entry.docname and not entry.is_file
        }
    for docname in env.found_docs:
        metadata = env.metadata[docname]
        if docname in shown:
            metadata.setdefault("orphan", _MARK)
        elif metadata.get("orphan") == _MARK:
            del metadata["orphan"]
