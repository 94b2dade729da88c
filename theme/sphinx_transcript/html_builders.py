"""Which HTML builder is at work, and where it writes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx

INDEX_TEMPLATES = frozenset(
    {"domainindex.html", "genindex.html", "genindex-single.html", "genindex-split.html"}
)
"""The templates of the pages that Sphinx makes of a project's index entries."""


def writes_pages(app: Sphinx) -> bool:
    """Tell whether the build writes a file of HTML for each document."""
    return isinstance(app.builder, StandaloneHTMLBuilder) and app.builder.name != "singlehtml"


def writes_site(app: Sphinx) -> bool:
    """Tell whether the build writes a web site: html, dirhtml, and builders like them."""
    builder: Any = app.builder
    return writes_pages(app) and not builder.embedded


def output_name(app: Sphinx, pagename: str) -> str:
    """Return the file that the page *pagename* is written to, as a path from the output folder."""
    builder: Any = app.builder
    path = str(builder.get_output_path(pagename))
    return path.removeprefix(f"{app.outdir}{os.sep}").replace(os.sep, "/")


def has_usual_names(app: Sphinx) -> bool:
    """Tell whether files are named as the builders html and dirhtml name them."""
    builders = (StandaloneHTMLBuilder, DirectoryHTMLBuilder)
    own = getattr(type(app.builder), "get_output_path", None)
    return any(own is builder.get_output_path for builder in builders)


def is_extra(app: Sphinx, relative: str) -> bool:
    """Tell whether ``html_extra_path`` brings the file *relative* of the output folder: it wins."""
    for entry in app.config.html_extra_path:
        extra = Path(app.confdir, entry)
        if (extra.is_file() and extra.name == relative) or (extra / relative).is_file():
            return True
    return False
