"""Scenarios of what all pages depend on, and of what generated pages do.

They have the form of those in ``dependency_scenarios.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.incremental.dependency_scenarios import dated_post, navigation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Site
    from tests.incremental.dependency_scenarios import Scenario


def configuration(site: Site) -> Iterator[str]:
    """Change the language, which another builder reads first."""
    dated_post(site, "a")
    yield "transcript"
    site.conf("language = 'de'\n")
    yield "text"


def head(site: Site) -> Iterator[str]:
    """Publish the first post, under a theme without our navigation."""
    site.conf("html_theme = 'basic'\nhtml_baseurl = 'https://example.org/'\n")
    site.write("about.md", "# About\n")
    yield "html"
    dated_post(site, "a")


_RELEASE = """\
import sys, types
module = types.ModuleType("extension_of_a_test")
def add_release(app, name, template, context, doctree):
    context["title"] = f"{{context.get('title')}} {0}"
def setup_module(app):
    app.connect("html-page-context", add_release)
    return {{"version": "{0}"}}
module.setup = setup_module
sys.modules[module.__name__] = module
extensions += [module.__name__]
"""


def releases(site: Site) -> Iterator[str]:
    """Install another release of an extension that changes pages."""
    dated_post(site, "a", tags="[tea]")
    site.conf(_RELEASE.format(1))
    yield "html"
    site.conf(_RELEASE.format(2))


def static_files(site: Site) -> Iterator[str]:
    """Edit a style sheet, whose checksum is in the URL on each page."""
    site.conf("html_static_path = ['own']\nhtml_css_files = ['own.css']\n")
    site.write("own/own.css", "p { margin: 0 }\n")
    site.write("about.md", "# About\n")
    yield "html"
    site.write("own/own.css", "p { margin: 1em }\n")


def site_toctrees(site: Site) -> Iterator[str]:
    """Give a page in the sidebar of all pages a new title."""
    site.conf("html_theme = 'basic'\nhtml_sidebars = {'**': ['globaltoc.html']}\n")
    site.write("index.rst", "Home\n====\n\n.. toctree::\n\n   a\n   b\n   c\n")
    (site.srcdir / "index.md").unlink()
    for name in "abc":
        site.write(f"{name}.rst", f"{name}\n=\n")
    yield "html"
    site.write("c.rst", "new\n===\n")


def counts(site: Site) -> Iterator[str]:
    """Give a second post a tag."""
    dated_post(site, "a", tags="[tea]")
    dated_post(site, "b")
    yield "html"
    dated_post(site, "b", tags="[tea]")


def kinds(site: Site) -> Iterator[str]:
    """Write the first post in a category."""
    dated_post(site, "a", tags="[tea]")
    yield "html"
    dated_post(site, "a", tags="[tea]", category="own")


def listing_of_a_term(site: Site) -> Iterator[str]:
    """Give a post in the listing of a tag a new title."""
    dated_post(site, "a", tags="[tea]")
    yield "html"
    dated_post(site, "a", tags="[tea]", title="new")


COMMON: dict[str, Scenario] = {
    "configuration": configuration,
    "head": head,
    "navigation": navigation,
    "releases": releases,
    "static files": static_files,
    "toctrees": site_toctrees,
}
"""A scenario for each of COMMON_DEPENDENCIES."""

GENERATED: dict[str, Scenario] = {
    "common": releases,
    "counts": counts,
    "kinds": kinds,
    "listing": listing_of_a_term,
}
"""A scenario for each of GENERATED_DEPENDENCIES."""
