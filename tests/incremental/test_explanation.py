"""Explanations of a build: why each document was read and each page written."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from sphinx.testing.util import SphinxTestApp

from sphinx_transcript.incremental import explanation

if TYPE_CHECKING:
    from tests.conftest import Build, Site


@pytest.fixture
def explained(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Return a site with two posts, whose builds are explained."""
    monkeypatch.setattr(explanation, "is_explained", lambda _: True)
    site.conf("html_static_path = ['own']\nhtml_css_files = ['own.css']\n")
    site.write("own/own.css", "p { margin: 0 }\n")
    site.write("about.md", "# About\n\n```{include} part.txt\n```\n")
    site.write("part.txt", "Part.\n")
    site.post("a", title="A", date="2020-01-01", tags="[tea]")
    site.post("b", title="B", date="2020-01-02")
    return site


def lines(build: Build) -> list[str]:
    """Return the lines of the explanation in the output of *build*."""
    return [line for line in build.status.splitlines() if line.startswith(("read ", "wrote "))]


def test_first_build_and_nothing_changed(explained: Site) -> None:
    first = lines(explained.build())
    assert first[:2] == ["read all 4: new config", "wrote all 4: it was read"]
    assert first[2].startswith("wrote all ")
    assert lines(explained.build()) == []


def test_title_of_a_post(explained: Site) -> None:
    explained.build()
    explained.post("a", title="New", date="2020-01-01", tags="[tea]")
    found = lines(explained.build())
    assert "read post/a: post/a.md is newer than its doctree" in found
    assert "wrote post/a: it was read" in found
    assert "wrote post/b: changed: the posts before and after it" in found
    assert "wrote index: changed: the rows of its listings" in found
    assert "wrote tag/tea/index: changed: the rows of its listing" in found
    assert not [line for line in found if " about: " in line]


def test_included_file(explained: Site) -> None:
    explained.build()
    explained.write("part.txt", "Another.\n")
    assert lines(explained.build()) == [
        "read about: part.txt, which it depends on, is newer than its doctree",
        "wrote about: it was read",
    ]
    (explained.srcdir / "part.txt").unlink()
    for _ in range(2):  # A document with a missing dependency is read in each build.
        (read, _wrote) = lines(explained.build())
        assert read == "read about: part.txt, which it depends on, is missing"


def test_deleted_output(explained: Site) -> None:
    outdir = explained.build().outdir
    (outdir / "post" / "a.txt").unlink()
    (outdir / "tag" / "tea" / "index.html").unlink()
    assert lines(explained.build()) == [
        "wrote post/a: a file of it is not in the output folder",
        "wrote tag/tea/index: its file is not in the output folder",
    ]


def test_style_sheet_and_configuration(explained: Site) -> None:
    explained.build()
    explained.write("own/own.css", "p { margin: 1em }\n")
    found = lines(explained.build())
    assert found[0] == "wrote all 4: changed: style sheets or scripts"
    found = lines(explained.build(language="de"))
    assert found[0] == "read all 4: config changed ('language')"


def test_page_that_sphinx_finds_older_than_its_source(explained: Site) -> None:
    outdir = explained.build().outdir
    os.utime(outdir / "about.html", (1, 1))
    assert lines(explained.build()) == [
        "wrote about: Sphinx found its file missing, or older than its source or a template"
    ]


def test_doctree_and_pattern_of_a_toctree(explained: Site) -> None:
    explained.write("index.md", "# Home\n\n```{toctree}\n:glob:\n\n*\n```\n")
    explained.build()
    (explained.folder / "build" / "doctrees" / "about.doctree").unlink()
    explained.write("more.md", "# More\n")
    found = lines(explained.build())
    assert found[:3] == [
        "read about: its doctree is missing",
        "read index: its toctree has a pattern, and documents came or went",
        "read more: it is new",
    ]


def test_missing_entry_of_a_toctree(explained: Site) -> None:
    explained.write("index.md", "# Home\n\n```{toctree}\nnowhere\n```\n")
    explained.build()
    assert lines(explained.build()) == [
        "read index: it is read in each build, for a document that is missing in its toctree or "
        "otherwise",
        "wrote index: it was read",
    ]


def test_verbosity_of_sphinx_build_explains(site: Site) -> None:
    site.post("a", title="A", date="2020-01-01")
    statuses = []
    for verbosity in (0, 1):
        app = SphinxTestApp("html", site.srcdir, site.folder / str(verbosity), verbosity=verbosity)
        app.build()
        app.cleanup()
        statuses.append("wrote all 2: it was read" in app.status.getvalue())
    assert statuses == [False, True]
