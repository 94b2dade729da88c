"""Renders ``sitemap.xml`` and ``robots.txt``."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

from sphinx_transcript.addresses.urls import quote_url
from sphinx_transcript.support.xml import xml_document, xml_text

if TYPE_CHECKING:
    from collections.abc import Iterable

SITEMAP_LIMIT = 50_000
"""The maximum number of URLs in one sitemap."""


def sitemap(pages: Iterable[tuple[str, str]]) -> bytes:
    """Return the sitemap of *pages*, each an absolute URL and the date of its last change.

    A date is a W3C date such as 2016-09-26, or empty. The URLs are sorted. A URL that is given
    several times is written once, with its latest date.
    Raises ValueError for more than SITEMAP_LIMIT URLs. https://www.sitemaps.org/protocol.html
    """
    days: dict[str, str] = {}
    for url, day in pages:
        quoted = quote_url(url)
        days[quoted] = max(day, days.get(quoted, ""))
    if len(days) > SITEMAP_LIMIT:
        raise ValueError(f"a sitemap has at most {SITEMAP_LIMIT} addresses, not {len(days)}")
    root = ET.Element("urlset", {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"})
    for url, day in sorted(days.items()):
        page = ET.SubElement(root, "url")
        ET.SubElement(page, "loc").text = url
        if day:
            ET.SubElement(page, "lastmod").text = xml_text(day)
    return xml_document(root)


def robots(sitemap_url: str) -> bytes:
    """Return a robots.txt that allows everything and names the sitemap, unless its URL is empty.

    https://www.rfc-editor.org/rfc/rfc9309
    """
    lines = ["User-agent: *", "Disallow:"]
    if sitemap_url:
        lines += ["", f"Sitemap: {quote_url(sitemap_url)}"]
    return "".join(f"{line}\n" for line in lines).encode()
