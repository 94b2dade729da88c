"""What builds keep beside the doctrees has nothing of posts that are withdrawn.

The command ``sphinx-build SOURCE OUT`` writes the doctrees to OUT/.doctrees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from tests.helpers.build_output import MARKER
from tests.helpers.marked_post import write_marked
from tests.helpers.site_reader import WITH_BASE

if TYPE_CHECKING:
    from tests.conftest import Site


def _build(site: Site, builder: str = "html", into: str = "html") -> None:
    """Build into the folder *into*; all builds have the same doctrees."""
    folder = site.folder
    with docutils_namespace():
        app = Sphinx(
            site.srcdir, site.srcdir, folder / into, folder / "doctrees", builder, status=None
        )
        app.build()


def _state_files(site: Site) -> list[str]:
    """Return the names of the files beside the doctrees that have something of the post."""
    paths = [path for path in (site.folder / "doctrees").rglob("*") if path.is_file()]
    return sorted(path.name for path in paths if MARKER.encode() in path.read_bytes())


def _withdraw(site: Site) -> list[str]:
    """Make the post a draft, build with the builder html, and return what is left."""
    assert _state_files(site)
    path = site.srcdir / "post/x.md"
    path.write_text(path.read_text("utf-8").replace("---\n", "---\ndraft: true\n", 1), "utf-8")
    _build(site)
    return _state_files(site)


def test_only_post_of_a_site_is_forgotten(site: Site) -> None:
    site.conf(WITH_BASE)
    write_marked(site)
    for name in ("old", "new"):
        (site.srcdir / f"post/{name}.md").unlink()
    _build(site)
    assert "transcript-feeds.json" in _state_files(site)
    assert _withdraw(site) == []


@pytest.mark.parametrize("setting", ["transcript_feeds = False", 'html_theme = "alabaster"'])
def test_post_is_forgotten_where_its_feeds_or_search_have_ended(site: Site, setting: str) -> None:
    site.conf(WITH_BASE)
    write_marked(site)
    _build(site)
    site.conf(f"{WITH_BASE}\n{setting}\n")
    _build(site)
    assert _withdraw(site) == []


@pytest.mark.parametrize(("builder", "into"), [("dirhtml", "dirhtml"), ("html", "second")])
def test_post_is_forgotten_for_other_builders_and_folders(
    site: Site, builder: str, into: str
) -> None:
    site.conf(WITH_BASE)
    write_marked(site)
    _build(site)
    _build(site, builder, into)
    assert _withdraw(site) == []
    # The next build with that builder writes the index of all pages.
    _build(site, builder, into)
    index = site.folder / into / "_static/search/index.js"
    expected = site.clean_build(builder).outdir / "_static/search/index.js"
    assert index.read_bytes() == expected.read_bytes()


def test_post_is_forgotten_where_all_documents_are_read_again(site: Site) -> None:
    site.conf(WITH_BASE)
    write_marked(site)
    _build(site)
    _build(site, "dirhtml", "dirhtml")
    site.conf(f"{WITH_BASE}\nlanguage = 'de'\n")
    assert _withdraw(site) == []
