"""Files of a site that are no pages of its own: sitemap, robots.txt, pages at old addresses."""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from sphinx_transcript.feeds.atom import xml_document, xml_text

if TYPE_CHECKING:
    from collections.abc import Iterable

SITEMAP_LIMIT = 50_000
"""The most addresses that one sitemap may have."""

# A scheme (https://www.rfc-editor.org/rfc/rfc3986#section-3.1), or a host without one.
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
# What begins with a digit is a version's number: release-1.0 is no file of the kind "0".
_SUFFIX = re.compile(r"(?<=.)\.[A-Za-z][A-Za-z0-9]*$", re.ASCII)
_PAGE_SUFFIXES = frozenset({".html", ".htm"})


def sitemap(pages: Iterable[tuple[str, str]]) -> bytes:
    """Return the sitemap of *pages*, each an absolute address and the day of its last change.

    The day is a W3C date such as 2016-09-26, or empty. Each address stands there once, with the
    latest day that is given for it, in the addresses' order.
    Raises ValueError for more than SITEMAP_LIMIT. https://www.sitemaps.org/protocol.html
    """
    days: dict[str, str] = {}
    for url, day in pages:
        encoded = _uri(url)
        days[encoded] = max(day, days.get(encoded, ""))
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
    """Return a robots.txt that forbids nothing and names the sitemap, if there is one.

    https://www.rfc-editor.org/rfc/rfc9309
    """
    lines = ["User-agent: *", "Disallow:"]
    if sitemap_url:
        lines += ["", f"Sitemap: {_uri(sitemap_url)}"]
    return "".join(f"{line}\n" for line in lines).encode()


def alias_path(alias: str, base_url: str) -> str:
    """Return the file, as a path from the output folder, that answers at the old address *alias*.

    *alias* is a path from the site's first page, with or without a slash before it, or a whole
    address below *base_url*. It is percent-decoded. One that ends in .html or .htm is that file;
    one with a slash at its end, or with no suffix, is the index.html of a folder. A dot before
    a digit begins no suffix.
    Raises ValueError, with a message that says what is wrong, for what no such file answers to.
    """
    alias = alias.strip(" ")
    if any(_is_control(character) for character in alias):
        raise ValueError(f"a control character in an address: {alias!r}")
    if "?" in alias or "#" in alias:
        raise ValueError(f"no file answers to an address with a query or fragment: {alias!r}")
    path = _path_below(alias, base_url) if _ELSEWHERE.match(alias) else alias
    segments = _segments(path, alias)
    suffix = _SUFFIX.search(segments[-1])
    if path.endswith("/") or suffix is None:
        segments.append("index.html")
    elif suffix[0].lower() not in _PAGE_SUFFIXES:
        raise ValueError(
            f"only a page can lead on, and {suffix[0]} is no page's suffix (for a folder of "
            f"that name, put a slash at the end): {alias!r}"
        )
    return "/".join(segments)


def redirect_page(
    *, target: str, canonical: str, title: str, language: str, message: str, style: str = ""
) -> str:
    """Return an HTML page that leads on to the address *target*, by itself and by a link.

    *canonical* is the absolute address of what it leads to, or empty; *title* that page's title;
    *language* a BCP 47 tag, or empty; *message* a text to stand before the link; *style* the
    address of a stylesheet, or empty.
    """
    href = escape(_uri(target))
    name = _html(title) or href
    lang = f' lang="{_html(language)}"' if language else ""
    lines = [
        "<!DOCTYPE html>",
        f"<html{lang}>",
        "<head>",
        '<meta charset="utf-8">',
        f"<title>{name}</title>",
        f'<meta http-equiv="refresh" content="0; url={href}">',
        '<meta name="robots" content="noindex">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        *([f'<link rel="stylesheet" href="{escape(_uri(style))}">'] if style else ()),
        *([f'<link rel="canonical" href="{escape(_uri(canonical))}">'] if canonical else ()),
        "</head>",
        "<body>",
        "<main>",
        f'<h1>{_html(message)} <a href="{href}">{name}</a></h1>',
        "</main>",
        "</body>",
        "</html>",
    ]
    return "".join(f"{line}\n" for line in lines)


def _uri(url: str) -> str:
    """Return *url* in ASCII, with what is percent-encoded already left as it is.

    Quotation marks are encoded, too: at the start of the address in a refresh they would end it.
    """
    return quote(url, safe="%/:?#[]@!$&()*+,;=~", errors="ignore")


def _html(text: str) -> str:
    return escape(xml_text(text))


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs"}


def _path_below(url: str, base_url: str) -> str:
    """Return the path of the whole address *url*, from the folder *base_url*."""
    if not base_url:
        raise ValueError(f"a whole address needs the site's own to be known: {url!r}")
    here, there = urlsplit(base_url), urlsplit(url)
    if (here.scheme.lower(), here.netloc.lower()) != (there.scheme.lower(), there.netloc.lower()):
        raise ValueError(f"not an address of this site, {base_url}: {url!r}")
    folder = f"{here.path.rstrip('/')}/"
    if not f"{there.path}/".startswith(folder):
        raise ValueError(f"not an address below {base_url}: {url!r}")
    return f"/{there.path[len(folder) :]}"


def _segments(path: str, alias: str) -> list[str]:
    """Return the decoded segments of *path*, each the name of a file or folder on any system."""
    trimmed = path.removeprefix("/").removesuffix("/")
    if not trimmed:
        raise ValueError(f"an address of no page: {alias!r}")
    segments = []
    for raw in trimmed.split("/"):
        try:
            segment = unquote(raw, errors="strict")
        except UnicodeDecodeError as error:
            raise ValueError(f"not percent-encoded UTF-8: {alias!r}") from error
        if any(_is_control(character) or character in "/\\" for character in segment):
            raise ValueError(f"a control character, slash or backslash in a name: {alias!r}")
        # Windows takes ". " for "." and reads a name such as c:x as one on a drive.
        if not segment.strip(" .") or segment[1:2] == ":":
            raise ValueError(f"{segment!r} is no name of a file or folder: {alias!r}")
        segments.append(segment)
    return segments
