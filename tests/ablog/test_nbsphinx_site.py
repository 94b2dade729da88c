"""A blog of ABlog's with notebooks, read by nbsphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.build_output import build_warnings, files_containing, post_count_line
from tests.helpers.notebook_site import write_nbsphinx_site
from tests.helpers.tools import program

if TYPE_CHECKING:
    from tests.conftest import Build, Site


@pytest.fixture
def build(site: Site) -> Build:
    program("pandoc")  # nbsphinx converts Markdown cells with it.
    write_nbsphinx_site(site)
    return site.build()


def test_notebooks_are_posts(site: Site, build: Build) -> None:
    assert post_count_line(build) == "3 posts; not published: 1 draft (notes/undated.ipynb)"
    assert [line for line in build_warnings(build) if "conf.py" not in line] == []
    assert files_containing(build) == []
    home = build.read("index.txt")
    titles = ["Fields", "Raw first", "Loops of disks"]
    assert [home.index(title) for title in titles] == sorted(map(home.index, titles))
    assert "What the loops are." in home
    assert "A page" not in home
    assert build.read("feed.xml").count("<entry>") == 3
    assert "https://example.org/notes/loops.html" in build.read("feed.xml")
    for name in ("tag/ops/index.html", "posts/page.html", "blog/index.html"):
        assert name in build.files()
    # nbsphinx runs a notebook without outputs unless it is told not to.
    assert not any(site.folder.rglob("ran-by-the-build"))


def test_outputs_are_shown_as_saved(site: Site, build: Build) -> None:
    assert "<td>sdb</td>" in build.read("notes/first.html")
    assert build.read("notes/loops.txt").count("42 disks") == 1
    text = build.read("notes/first.txt")
    assert "  disk\n   0  sda\n   1  sdb\n" in text
    assert site.build("transcript").read("notes/first.txt") == text


def test_front_matter_is_not_shown(build: Build) -> None:
    text = build.read("posts/fields.txt")
    assert text == "$ cat posts/fields.ipynb\n\nFields\n\n\nA field list.\n"
    assert "What the" not in build.read("notes/loops.txt")


def test_withdrawn_notebook_is_removed(site: Site, build: Build) -> None:
    assert "notes/loops.ipynb" in build.files()
    source = (site.srcdir / "notes/loops.ipynb").read_text("utf-8")
    site.write("notes/loops.ipynb", source.replace(".. post:: 22 July 2018", ".. post::"))
    again = site.build()
    assert [name for name in again.files() if "loops" in name] == []
    assert again.files().keys() == site.clean_build().files().keys()
    assert not any((site.folder / "build").rglob("*loops*"))
