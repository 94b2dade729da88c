"""Absolute addresses of what a build writes."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from sphinx_transcript.embed import is_relative
from sphinx_transcript.html_builders import writes_site
from sphinx_transcript.values import is_web_address

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def base_url(app: Sphinx) -> str:
    """Return the site's address with a slash at its end; '' where it has none, or is no site."""
    given = str(app.config.html_baseurl or "").strip()
    return f"{given.rstrip('/')}/" if is_web_address(given) and writes_site(app) else ""


def page_url(app: Sphinx, pagename: str) -> str:
    """Return the address of the page *pagename*; '' without a base.

    A folder's own page goes by the folder: it is the same for the builders html and dirhtml.
    """
    base = base_url(app)
    return base + page_path(app, pagename) if base else ""


def page_path(app: Sphinx, pagename: str) -> str:
    """Return the address of the page *pagename* from the first page's folder."""
    uri = str(app.builder.get_target_uri(pagename))
    if "%25" not in app.builder.get_target_uri("%"):
        uri = quote(uri)  # The builder dirhtml does not.
    last = posixpath.basename(uri)
    if posixpath.splitext(last)[0] == "index" and pagename.rsplit("/", maxsplit=1)[-1] == "index":
        uri = uri.removesuffix(last)
    return uri


def file_url(app: Sphinx, name: str) -> str:
    """Return the address of the file *name*, a path from the output folder; '' without a base."""
    base = base_url(app)
    return base + quote(name) if base else ""


def absolute(app: Sphinx, uri: str, pagename: str = "") -> str:
    """Return *uri*, as it stands on the page *pagename*, as an absolute address."""
    base = base_url(app)
    if uri.startswith("/"):
        parts = urlsplit(base)
        return (
            f"{parts.scheme}:{uri}"
            if uri.startswith("//")
            else (f"{parts.scheme}://{parts.netloc}{uri}")
        )
    if not is_relative(uri):
        return uri
    here = app.builder.get_target_uri(pagename) if pagename else ""
    return urljoin(base + here, uri)


def image_url(app: Sphinx, image: str) -> str:
    """Return the address of *image*: an address already, or a path from the source folder."""
    if not image or "://" in image:
        return image
    found = app.env.images.get(image)
    return file_url(app, f"_images/{found[1]}") if found else ""
