"""The builder ``dirhtml`` with quoted URLs.

Sphinx's builder ``html`` percent-encodes the URLs of documents, and ``dirhtml`` does not: a link to
the document ``c#-tips`` would lead to ``c``. All links come from this one method, those of
toctrees and of other extensions included.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx.builders.dirhtml import DirectoryHTMLBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class QuotingDirectoryHTMLBuilder(DirectoryHTMLBuilder):
    """Writes the same files as Sphinx's builder, and percent-encodes the URLs that lead to them."""

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the URL of the document *docname* relative to the root of the site."""
        return quote(super().get_target_uri(docname, typ))


def register(app: Sphinx) -> None:
    """Replace Sphinx's builder, unless another extension has done so."""
    if app.registry.builders.get("dirhtml") is DirectoryHTMLBuilder:
        app.add_builder(QuotingDirectoryHTMLBuilder, override=True)
