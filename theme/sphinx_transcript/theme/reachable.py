"""Keeps Sphinx from saying that no toctree has a page which the navigation leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.theme.active import in_use
from sphinx_transcript.theme.context import site_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

# Not a value that an author gives: it tells our own mark from theirs.
_MARK = "in the navigation"


def mark_pages(app: Sphinx, env: BuildEnvironment) -> None:
    """Mark the pages that the navigation shows where the root document has no toctree.

    See https://www.sphinx-doc.org/en/master/usage/restructuredtext/field-lists.html
    """
    shown: set[str] = set()
    is_shown = in_use(app) or app.config.html_theme == "transcript"
    if is_shown and not env.toctree_includes.get(app.config.root_doc):
        shown = {
            entry.docname for entry in site_of(app).entries if entry.docname and not entry.is_file
        }
    for docname in env.found_docs:
        metadata = env.metadata[docname]
        if docname in shown:
            metadata.setdefault("orphan", _MARK)
        elif metadata.get("orphan") == _MARK:
            del metadata["orphan"]
