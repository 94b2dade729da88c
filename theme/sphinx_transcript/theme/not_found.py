"""The page for addresses that do not exist."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sphinx_transcript.html_builders import is_extra
from sphinx_transcript.theme.active import in_use

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

PAGENAME = "404"
TEMPLATE = "404.html"


def write_page(app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
    """Write 404.html at the root of the site, unless the project has a page of that name.

    It is written here, and not handed to Sphinx, because the builder ``dirhtml`` would make it
    404/index.html, where no server looks for it.
    """
    builder: Any = app.builder
    taken = (
        PAGENAME in app.env.found_docs
        or "notfound.extension" in app.extensions
        or is_extra(app, path(app).name)
    )
    if in_use(app) and not builder.embedded and not taken:
        # The page is served at any depth: its links are relative to where it would lie.
        base = base_path(app.config.html_baseurl) + builder.get_target_uri(PAGENAME)
        context = {"base_href": base.rpartition("/")[0] + "/"}
        builder.handle_page(PAGENAME, context, TEMPLATE, outfilename=path(app))
    return []


def path(app: Sphinx) -> Path:
    """Return the file that the page is written to."""
    builder: Any = app.builder
    return Path(app.outdir, f"{PAGENAME}{builder.out_suffix}")


def base_path(base_url: str) -> str:
    """Return the path that the site lies under, with a slash at both ends."""
    try:
        path = urlsplit(base_url).path.strip("/")
    except ValueError:
        path = ""
    return f"/{path}/" if path else "/"
