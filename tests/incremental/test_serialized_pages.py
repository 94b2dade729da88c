"""Incremental builds of json and pickle, which a web application reads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.helpers.build_files import assert_same_files

if TYPE_CHECKING:
    from tests.conftest import Site


@pytest.fixture
def pages(site: Site) -> Site:
    """Return a site with two pages, of which the first needs a style sheet of its own."""
    link = '.. raw:: html\n\n   <span class="viewcode-link">source</span>\n'
    site.write("a.rst", f":orphan:\n\nFirst\n=====\n\n{link}")
    site.write("b.rst", ":orphan:\n\nSecond\n======\n\nText.\n")
    return site


def test_global_context_does_not_depend_on_the_pages_written(pages: Site) -> None:
    sheets = json.loads(pages.build("json").read("globalcontext.json"))["css_files"]
    assert "_static/others.css" not in sheets


@pytest.mark.parametrize("parallel", [0, 3])
def test_edited_source_and_new_word(pages: Site, parallel: int) -> None:
    pages.build("json", parallel=parallel)
    pages.write("b.rst", ":orphan:\n\nSecond\n======\n\nAnother text.\n")
    build, clean = pages.build("json", parallel=parallel), pages.clean_build("json")
    assert build.warnings == ""
    assert "Another" in build.read("_sources/b.rst.txt")
    doctrees = pages.folder / "build" / "doctrees"
    environment = (doctrees / "environment.pickle").read_bytes()
    assert (build.outdir / "environment.pickle").read_bytes() == environment
    # It has the times at which documents were read.
    (clean.outdir / "environment.pickle").write_bytes(environment)
    assert_same_files(build, clean, "after an edit")
