"""The page that a server sends for addresses that do not exist."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sphinx_transcript.support.html_builders import is_extra_file
from sphinx_transcript.support.web_addresses import relative_address
from sphinx_transcript.theme.active import is_theme_active

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

PAGENAME = "404"
TEMPLATE = "404.html"


def write_page(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Write 404.html at the root of the site, unless the project has its own.

    It is written here instead of being returned to Sphinx: the builder ``dirhtml`` would write
    404/index.html, where no server looks for it.
    """
    builder: Any = app.builder
    has_own = (
        PAGENAME in app.env.found_docs
        or "notfound.extension" in app.extensions
        or is_extra_file(app, output_path(app).name)
    )
    if is_theme_active(app) and not builder.embedded and not has_own:
        # The page is served at any depth, so its relative links need a base.
        address = builder.get_target_uri(PAGENAME)
        base = base_path(str(app.config.html_baseurl or "")) + address
        context = {
            "base_href": base.rpartition("/")[0] + "/",
            # A fragment alone would be one of the base, which is another page.
            "page_address": "../" * address.count("/") + output_path(app).name,
        }
        builder.handle_page(PAGENAME, context, TEMPLATE, outfilename=output_path(app))
    return []


def output_path(app: Sphinx) -> Path:
    """Return the path of the output file."""
    builder: Any = app.builder
    return Path(app.outdir, f"{PAGENAME}{builder.out_suffix}")


def base_path(base_url: str) -> str:
    """Return the path of *base_url*, percent-encoded, with a slash at both ends.

    It is '/' if the URL is invalid.
    """
    try:
        path = relative_address(urlsplit(base_url).path.strip("/"))
    except ValueError:
        path = ""
    return f"/{path}/" if path else "/"
