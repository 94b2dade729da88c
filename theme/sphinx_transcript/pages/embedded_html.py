"""The HTML of embedded content, moved to the page that shows it."""

from __future__ import annotations

from sphinx_transcript.fragments.moving import Destination, move_html
from sphinx_transcript.fragments.urls import relocate_url


def embedded_html(
    html: str, page: str, host: str, prefix: str, *, is_excerpt: bool, is_xhtml: bool = False
) -> str:
    """Return the *html* of a post's page as the page *host* shows it.

    *page* and *host* are the URLs of the pages from the root of the site. Links to parts that an
    excerpt leaves out are no links in it. All ids begin with *prefix*. *is_xhtml* is for EPUB.
    """

    def relocate(url: str) -> str:
        return relocate_url(url, page, host)

    def left_out(part: str) -> str | None:
        return None if is_excerpt else relocate(part.removesuffix("#") or "")

    destination = Destination(relocate, left_out, prefix)
    return move_html(html, destination, is_marked=True, is_xhtml=is_xhtml)
