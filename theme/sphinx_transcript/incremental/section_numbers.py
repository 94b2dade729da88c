"""Removes stale section numbers from documents that are no longer in a numbered toctree.

Sphinx stores section numbers as attributes of the titles in the environment. It sets new numbers
there, but never removes old ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


def remove_stale_section_numbers(app: Sphinx, builder: Builder) -> None:
    """Handle ``write-started``, when Sphinx has assigned all numbers: remove stale ones."""
    env = app.env
    for docname, title in env.titles.items():
        if "secnumber" in title and docname not in env.toc_secnumbers:
            for element in (title, env.longtitles[docname]):
                element.attributes.pop("secnumber", None)
            for reference in env.tocs[docname].findall(nodes.reference):
                reference.attributes.pop("secnumber", None)
