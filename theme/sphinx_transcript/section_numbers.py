"""Takes section numbers back from documents that no numbered toctree has any more.

Sphinx leaves them at the titles it keeps; it only ever sets new ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


def forget_old_numbers(app: Sphinx, builder: Builder) -> None:
    """Remove the numbers of documents that have none; numbers are settled by now."""
    env = app.env
    for docname, title in env.titles.items():
        if "secnumber" in title and docname not in env.toc_secnumbers:
            for each in (title, env.longtitles[docname]):
                each.attributes.pop("secnumber", None)
            for reference in env.tocs[docname].findall(nodes.reference):
                reference.attributes.pop("secnumber", None)
