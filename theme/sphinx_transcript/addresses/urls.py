"""Absolute URLs of the pages and files that a build writes."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from sphinx_transcript.support.html_builders import writes_site
from sphinx_transcript.support.relative_urls import is_relative_url
from sphinx_transcript.support.web_addresses import is_base_address, web_address

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def base_url(app: Sphinx) -> str:
    """Return the site's base URL in ASCII, with a slash at its end.

    It is empty without a valid ``html_baseurl``, and for builders that do not write a web site.
    """
    base = _base(str(app.config.html_baseurl or "").strip())
    return base if base and writes_site(app) else ""


@lru_cache(16)
def _base(configured: str) -> str:
    return f"{web_address(configured).rstrip('/')}/" if is_base_address(configured) else ""


def page_url(app: Sphinx, pagename: str) -> str:
    """Return the absolute URL of the page *pagename*; empty without a base URL.

    The URL of an index page is that of its folder, with both builders ``html`` and ``dirhtml``.
    """
    base = base_url(app)
    return base + page_path(app, pagename) if base else ""


def page_path(app: Sphinx, pagename: str) -> str:
    """Return the URL of the page *pagename*, relative to the root of the site."""
    uri = str(app.builder.get_target_uri(pagename))
    if "%25" not in app.builder.get_target_uri("%"):
        uri = quote(uri)  # A builder of another extension does not quote it.
    last = posixpath.basename(uri)
    if posixpath.splitext(last)[0] == "index" and pagename.rsplit("/", maxsplit=1)[-1] == "index":
        uri = uri.removesuffix(last)
    return uri


def file_url(app: Sphinx, name: str) -> str:
    """Return the absolute URL of a file; empty without a base URL.

    *name* is the file's path relative to the output folder.
    """
    base = base_url(app)
    return base + quote(name) if base else ""


def absolute_url(app: Sphinx, uri: str, pagename: str = "") -> str:
    """Return *uri* as an absolute URL, resolved from the page *pagename*.

    An http or https URL is in ASCII. A URL with another scheme is returned as it is.
    """
    base = base_url(app)
    if uri.startswith("/"):
        parts = urlsplit(base)
        origin = f"{parts.scheme}:" if uri.startswith("//") else f"{parts.scheme}://{parts.netloc}"
        uri = origin + uri
    elif is_relative_url(uri):
        uri = urljoin(base + (page_path(app, pagename) if pagename else ""), uri)
    try:
        return web_address(uri)
    except ValueError:
        return uri


def image_url(app: Sphinx, image: str) -> str:
    """Return the absolute URL of *image*, a URL or a path relative to the source folder."""
    if not image or "://" in image:
        return image
    found = app.env.images.get(image)
    return file_url(app, f"_images/{found[1]}") if found else ""


def quote_url(url: str) -> str:
    """Return *url* in ASCII; what is percent-encoded already stays as it is.

    Quotation marks are encoded, too: at the start of a URL in ``<meta http-equiv="refresh">`` they
    would delimit it.
    """
    return quote(url, safe="%/:?#[]@!$&()*+,;=~", errors="ignore")
