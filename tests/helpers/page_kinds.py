"""Builds a folder with a page of each kind that the theme has.

The example site is at the root, and a preview of its drafts in preview/. Kinds that it lacks are in
extra/, built from tests/data/kinds.
"""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

from sphinx_transcript.theme.colour_schemes import SCHEMES
from tests.conftest import EXAMPLE_SITE, Build, build_site

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page, Route

POST = "post/dns-the-answer-was-cached.html"
"""A post with every optional part: facts, neighbours, related posts, referring pages."""

KINDS = {
    "home": "index.html",
    "post": POST,
    "post in reStructuredText": "post/what-systemd-does-when-you-are-asleep.html",
    "post index": "post/index.html",
    "post index, page 2": "post/page/2/index.html",
    "tag": "tag/kubernetes/index.html",
    "all tags": "tag/index.html",
    "category": "category/tools/index.html",
    "author": "author/ada-marsh/index.html",
    "series": "series/the-long-way-to-a-restore/index.html",
    "archive": "archive/index.html",
    "year": "archive/2016/index.html",
    "manual": "manual/index.html",
    "manual with code and tables": "manual/configuration.html",
    "search": "search.html",
    "search results": "search.html?q=restore",
    "404": "no/such/place.html",
    "alias": "2015/03/dns.html",
    "draft": "preview/post/four-hundred-hosts-in-one-file.html",
    "toctree": "extra/index.html",
    "blocks": "extra/blocks.html",
    "Markdown": "extra/markdown.html",
    "API": "extra/api.html",
    "index": "extra/genindex.html",
    "module index": "extra/py-modindex.html",
}
"""The path of a page of each kind, relative to the output folder."""

_CONF = """\
project = "everything else"
extensions = ["sphinx_transcript"]
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath", "tasklist", "strikethrough"]
suppress_warnings = ["myst.strikethrough"]
html_theme = "transcript"
html_baseurl = "https://example.org/extra/"
numfig = True
"""
_REFRESH = re.compile(r'<meta http-equiv="refresh"[^>]*>')


def build_kinds(folder: Path, builder: str = "html") -> Build:
    """Build all kinds of pages below *folder*, with a chooser of all colour schemes."""
    extra = folder / "source"
    shutil.copytree(EXAMPLE_SITE.parent / "tests" / "data" / "kinds", extra)
    (extra / "conf.py").write_text(_CONF, "utf-8")
    options: dict[str, Any] = {
        "html_theme_options.reader_schemes": ["system", "light", "dark", *SCHEMES]
    }
    example = {**options, "transcript_paginate": 5}
    preview = {
        **example,
        "transcript_drafts": True,
        "html_baseurl": "https://example.org/preview/",
    }
    site = build_site(builder, EXAMPLE_SITE, folder / "example", conf=example)
    for name, source, conf in (
        ("preview", EXAMPLE_SITE, preview),
        ("extra", extra, options),
    ):
        part = build_site(builder, source, folder / name, conf=conf)
        site.warnings += part.warnings
        shutil.copytree(part.outdir, site.outdir / name)
    return site


def open_kind(page: Page, address: str, kind: str, *, scripts: bool = True) -> None:
    """Open the page of *kind* without following redirects, and wait for its *scripts*."""
    open_path(page, address, KINDS[kind])
    if "?q=" in KINDS[kind] and scripts:
        page.wait_for_selector("[role=option]")
        page.wait_for_load_state("networkidle")


def open_path(page: Page, address: str, path: str) -> None:
    """Open the page at *path*; a redirect page is shown instead of followed."""
    if path.removeprefix("preview/") != KINDS["alias"]:
        page.goto(f"{address}/{path}")
        return
    page.route(f"**/{path}", _without_refresh)
    page.goto(f"{address}/{path}")
    page.unroute(f"**/{path}")


def _without_refresh(route: Route) -> None:
    response = route.fetch()
    route.fulfill(response=response, body=_REFRESH.sub("", response.text()))
