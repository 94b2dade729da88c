"""Queries about the HTML builder of a build, and the names of the files that it writes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_transcript.support.file_names import casefold_path, ignores_case, is_file

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_OUTPUT_NAMES = "_transcript_output_names"
"""The builder's attribute with the files of pages, by page name."""
INDEX_TEMPLATES = frozenset(
    {"domainindex.html", "genindex.html", "genindex-single.html", "genindex-split.html"}
)
"""The templates of the index pages that Sphinx generates."""


def writes_pages(app: Sphinx) -> bool:
    """Return whether the build writes an HTML file for each document."""
    return isinstance(app.builder, StandaloneHTMLBuilder) and app.builder.name != "singlehtml"


def writes_site(app: Sphinx) -> bool:
    """Return whether the build writes a web site, as the builders html and dirhtml do."""
    builder: Any = app.builder
    return writes_pages(app) and not builder.embedded


def output_name(app: Sphinx, pagename: str) -> str:
    """Return the file of the page *pagename*, as a path relative to the output folder."""
    builder: Any = app.builder
    # A list of all pages asks for each of them several times, and paths take long to make.
    known: dict[str, str] = vars(builder).setdefault(_OUTPUT_NAMES, {})
    name = known.get(pagename)
    if name is None:
        path = str(builder.get_output_path(pagename))
        name = path.removeprefix(f"{app.outdir}{os.sep}").replace(os.sep, "/")
        known[pagename] = name
    return name


def file_key(app: Sphinx, name: str) -> str:
    """Return a key of the file *name* in the output folder: two names of one file have the same."""
    return casefold_path(name) if ignores_case(str(app.outdir)) else name


def has_standard_names(app: Sphinx) -> bool:
    """Return whether the builder names its files as html or dirhtml does."""
    builders = (StandaloneHTMLBuilder, DirectoryHTMLBuilder)
    own = getattr(type(app.builder), "get_output_path", None)
    return any(own is builder.get_output_path for builder in builders)


def is_extra_file(app: Sphinx, relative: str) -> bool:
    """Return whether ``html_extra_path`` has the file *relative*, a path in the output folder.

    Sphinx copies such a file over a page of the same name.
    """
    for entry in app.config.html_extra_path:
        extra = Path(app.confdir, entry)
        if (is_file(extra) and extra.name == relative) or is_file(extra / relative):
            return True
    return False
