"""The subtypes of warnings, and builds in which a warning is an error."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sphinx.testing.util import SphinxTestApp

from sphinx_transcript.support.problems import Subtype
from tests.config.warnings import assert_only_warning
from tests.helpers.build_output import build_warnings

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Site


def _corrupt_manifest(site: Site) -> None:
    site.build()
    (site.folder / "build/html/.transcript.json").write_text("{")


INCOMPLETE_NODE = """
def setup(app):
    from sphinx_transcript.pages.nodes import blog_index
    def add_node(app, doctree):
        if app.env.docname == "index":
            doctree.append(blog_index())
    app.connect("doctree-read", add_node)
"""


def _put_folder_in_place_of_a_page(site: Site) -> None:
    for into in ("build", "other"):
        (site.folder / into / "html" / "index.txt").mkdir(parents=True)


MISTAKES: dict[Subtype, Callable[[Site], object]] = {
    Subtype.CONFIG: lambda site: site.conf("transcript_posts = 3\n"),
    Subtype.THEME_OPTION: lambda site: site.conf("html_theme_options = {'a': 1}\n"),
    Subtype.TEMPLATE: lambda site: site.conf("html_sidebars = {'**': ['nosuch.html']}\n"),
    Subtype.ENCODING: lambda site: site.write("post/x.md", b"\xff"),
    Subtype.FRONT_MATTER: lambda site: site.write("post/x.md", "---\na\n"),
    Subtype.DATE: lambda site: site.post("x", title="X", date="soon"),
    Subtype.TITLE: lambda site: site.post("x", date="2020-01-01"),
    Subtype.SLUG: lambda site: site.post("good/index", title="X", date="2020-01-01"),
    Subtype.SCHEDULE: lambda site: site.post(
        "good", title="X", date=str(date.today() + timedelta(9))
    ),
    Subtype.BLOG_INDEX: lambda site: site.write("index.md", "# H\n\n```{blog-index}\n:a:\n```\n"),
    Subtype.BLOG_TERMS: lambda site: site.write("index.md", "# H\n\n```{blog-terms} tag\n```\n"),
    Subtype.ALIAS: lambda site: site.post("x", title="X", date="2020-01-01", aliases="/index.html"),
    Subtype.UNPUBLISHED: lambda site: (
        site.write("index.md", "# H\n\n[a](post/x.md)\n"),
        site.post("x", title="X", date="2020-01-01", draft="true"),
    ),
    Subtype.ROLE: lambda site: site.write("index.md", "# H\n\n{tag}`nosuch`\n"),
    Subtype.MATH: lambda site: site.write("index.md", "# H\n\n```{math}\n\\nosuchcommand\n```\n"),
    Subtype.ANSI: lambda site: site.write("index.md", "# H\n\n```ansi\n\\e[31\n```\n"),
    Subtype.RECORDING: lambda site: site.write(
        "index.md", "# H\n\n```{recording} nosuch.cast\n```\n"
    ),
    Subtype.CARD: lambda site: site.conf("transcript_cards = True\n"),
    Subtype.SESSION: lambda site: site.write("index.md", "# H\n\n```{session}\n:a:\n$ a\n```\n"),
    Subtype.SESSION_OUTPUT: lambda site: site.write(
        "index.md", "# H\n\n```{session}\n$ echo a\nb\n```\n"
    ),
    Subtype.SESSION_RESULT: lambda site: site.write("sessions.json", "{"),
    Subtype.ABLOG: lambda site: site.conf(
        "transcript_ablog = True\ntranscript_posts = ['post/**']\nblog_title = 'x'\n"
    ),
    Subtype.FAILURE: lambda site: site.conf(INCOMPLETE_NODE),
    Subtype.STATE: _corrupt_manifest,
    Subtype.OUTPUT: _put_folder_in_place_of_a_page,
}


BUILDERS = {Subtype.SESSION_OUTPUT: "sessions"}
"""The builders that give the warnings, where it is not that of HTML."""


@pytest.mark.parametrize("subtype", Subtype)
def test_each_subtype_can_be_suppressed(site: Site, subtype: Subtype) -> None:
    MISTAKES[subtype](site)
    builder = BUILDERS.get(subtype, "html")
    names = [f"transcript.{other}" for other in Subtype if other is not subtype]
    if subtype is not Subtype.STATE:  # The next build replaces the file.
        assert_only_warning(site.build(builder, suppress_warnings=names, into="other"), subtype)
    build = site.build(builder, suppress_warnings=[f"transcript.{subtype}"])
    assert build_warnings(build) == []


def build_strictly(site: Site, builder: str) -> None:
    """Build *site* with warnings as errors."""
    app = SphinxTestApp(
        builder,
        srcdir=site.srcdir,
        builddir=site.folder / "strict",
        warningiserror=True,
        confoverrides={"nitpicky": True, "suppress_warnings": []},
        exception_on_warning=True,
    )
    try:
        app.build()
        assert app.statuscode == 0
        assert app.warning.getvalue() == ""
    finally:
        app.cleanup()


@pytest.mark.parametrize("builder", ["html", "dirhtml", "transcript"])
def test_valid_site_builds_without_warnings(site: Site, builder: str) -> None:
    site.write("about.md", "---\norphan: true\n---\n(here)=\n# About\n\n{doc}`index` {ref}`here`\n")
    build_strictly(site, builder)


def test_body_that_begins_with_h2_builds_without_warnings(site: Site) -> None:
    site.post("h2", title="Two", date="2020-01-01", body="## Begins at two\n")
    build_strictly(site, "html")
