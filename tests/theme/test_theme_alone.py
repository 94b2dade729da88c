"""The theme without the blog extension: a documentation project."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from sphinx.domains.python import PythonDomain
from sphinx.testing.util import SphinxTestApp

from sphinx_transcript.support.tree_visits import walk_about
from tests.conftest import Site
from tests.helpers.build_output import build_warnings

if TYPE_CHECKING:
    from tests.conftest import Build

CONF = """\
project = "a manual"
author = "Ada"
copyright = "2020, Ada"
extensions = []
html_theme = "transcript"
html_baseurl = "https://example.org/docs/"
"""
INDEX = """\
A manual
========

.. toctree::

   install
   api/index

.. list-table::

   * - a cell
"""
INSTALL = """\
Install
=======

.. index:: single: installing; by hand

First steps
-----------

See :py:func:`pkg.run`, and :doc:`/api/index`.

.. code-block:: console

   $ pip install pkg
"""
API = """\
Interface
=========

.. py:module:: pkg
   :synopsis: Runs <things>.

.. py:function:: run(name, *, twice=False)

   Runs it.

.. py:class:: Thing

   .. py:method:: stop()
"""


@pytest.fixture(autouse=True)
def _project(site: Site) -> None:
    write_project(site)


def write_project(site: Site) -> None:
    """Write the sources of the project, in place of those of a blog."""
    (site.srcdir / "index.md").unlink()
    site.write("conf.py", CONF)
    site.write("index.rst", INDEX)
    site.write("install.rst", INSTALL)
    site.write("api/index.rst", API)


@pytest.fixture(scope="module", params=["html", "dirhtml"])
def build(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return a build without warnings, which tests only read."""
    site = Site(tmp_path_factory.mktemp("manual"))
    write_project(site)
    result = site.build(request.param, nitpicky=True)
    assert build_warnings(result) == []
    return result


def read(build: Build, page: str) -> str:
    """Return the HTML of *page*, with either builder."""
    name = f"{page}.html"
    return build.read(name if name in build.files() else f"{page}/index.html")


def suffix(build: Build) -> str:
    return ".html" if "install.html" in build.files() else "/"


PAGES = ["index", "install", "api/index", "genindex", "py-modindex", "search", "404"]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_one_heading_and_the_layout(build: Build, page: str) -> None:
    html = read(build, page)
    assert html.startswith('<!DOCTYPE html>\n<html lang="en"')
    assert html.count("<h1") == 1
    assert html.count("<main ") == html.count("</main>") == 1
    assert "<title>" in html
    assert "a manual</title>" in html
    assert "transcript.css?v=" in html
    assert ">install.rst</a>" in html
    assert ">api/</a>" in html


@pytest.mark.parametrize("page", PAGES)
def test_page_has_no_inline_script_or_style(build: Build, page: str) -> None:
    html = read(build, page)
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
    assert " style=" not in html
    assert "<style" not in html


def test_only_documents_have_a_command(build: Build) -> None:
    for page, command in {
        "index": "cat index.rst",
        "install": "cat install.rst",
        "api/index": "less api/index.rst",
    }.items():
        assert f"<kbd>{command}</kbd>" in read(build, page)
    assert "<kbd>cat" not in read(build, "genindex") + read(build, "404")


def test_toctree_is_shown(build: Build) -> None:
    home = read(build, "index")
    target = f"install{suffix(build)}"
    assert (
        f'<li class="toctree-l1"><a class="reference internal" href="{target}">Install</a>' in home
    )
    assert f'href="{target}#first-steps">First steps</a>' in home
    assert '<div class="ts-table-scroll">' in home
    page = read(build, "install")
    assert '<link rel="prev" href=' in page
    assert '<link rel="next" href=' in page


def test_current_entry_is_marked(build: Build) -> None:
    assert re.search(r'aria-current="page">install.rst</a>', read(build, "install"))
    assert re.search(r'aria-current="page">api/</a>', read(build, "api/index"))
    assert "aria-current" not in read(build, "index")


def test_cross_references_to_objects_are_links(build: Build) -> None:
    home = "api/index.html" if suffix(build) == ".html" else "../api/"
    assert f'href="{home}#pkg.run"' in read(build, "install")
    assert 'id="pkg.Thing.stop"' in read(build, "api/index")


def test_general_index_lists_all_objects(build: Build) -> None:
    page = read(build, "genindex")
    entries = re.findall(r"<li>(.*)", page.partition('class="ts-index-entries"')[2])
    names = [re.sub("<[^>]*>", "", entry) for entry in entries]
    assert names == [
        "installing", "by hand", "module", "pkg", "pkg", "module", "run() (in module pkg)",
        "stop() (pkg.Thing method)", "Thing (class in pkg)",
    ]  # fmt: skip
    assert '#pkg.run">run() (in module pkg)</a>' in page
    assert re.findall(r'<h2 id="(\w)">', page) == ["I", "M", "P", "R", "S", "T"]
    assert re.findall(r'<li><a href="#(\w)">', page) == ["I", "M", "P", "R", "S", "T"]


def test_module_index_lists_modules_with_synopsis(build: Build) -> None:
    page = read(build, "py-modindex")
    assert re.search(r'#module-pkg"><code>pkg</code></a>', page)
    assert "</a>: Runs &lt;things&gt;.</li>" in page
    assert 'href="#cap-p"' in page
    assert 'id="cap-p"' in page


def test_split_index_has_a_page_for_each_letter(site: Site) -> None:
    build = site.build(html_split_index=True)
    assert build_warnings(build) == []
    assert 'href="genindex-R.html">R</a>' in build.read("genindex.html")
    assert "run() (in module pkg)" in build.read("genindex-R.html")
    assert "installing" not in build.read("genindex-R.html")
    assert "installing" in build.read("genindex-all.html")


def test_search_page_has_elements_and_scripts_of_sphinx(site: Site) -> None:
    build = site.build(html_theme_options={"search": "sphinx"})
    page = read(build, "search")
    assert 'name="q"' in page
    assert 'id="search-results"' in page
    assert 'id="search-progress"' in page
    scripts = [
        src.rpartition("/")[2].partition("?")[0]
        for src in re.findall(r'<script src="([^"]*)"', page)
    ]
    assert scripts.index("documentation_options.js") < scripts.index("doctools.js")
    assert scripts[-4:] == ["searchtools.js", "language_data.js", "search.js", "searchindex.js"]
    for script in re.findall(r'<script src="([^"?]*)', page):
        assert script.removeprefix("../") in build.files()
    assert '"pkg.run"' in build.read("searchindex.js") or '"pkg":' in build.read("searchindex.js")
    assert re.findall(r"<script[^>]*/(\w+\.js)", read(build, "install")) == ["transcript.js"]


def test_not_found_page_is_at_the_root(build: Build) -> None:
    assert "404/index.html" not in build.files()
    page = build.read("404.html")
    assert '<meta name="robots" content="noindex">' in page
    is_folder = suffix(build) == "/"
    assert f'<base href="/docs/{"404/" if is_folder else ""}">' in page
    up = "../" if is_folder else ""
    assert f'href="{up}install{suffix(build)}">install.rst</a>' in page
    assert re.search(rf'href="{up}_static/transcript.css\?v=', page)
    assert 'rel="canonical"' not in page


def test_document_404_replaces_the_not_found_page(site: Site) -> None:
    site.write("404.rst", ":orphan:\n\nLost\n====\n")
    page = site.build().read("404.html")
    assert "<h1>Lost<" in page
    assert "cat: No such" not in page


def test_canonical_url_is_in_the_head(build: Build) -> None:
    address = f"https://example.org/docs/install{suffix(build)}"
    assert f'<link rel="canonical" href="{address}">' in read(build, "install")


def test_build_writes_no_files_of_the_blog(build: Build) -> None:
    files = build.files()
    assert not [
        name for name in files if name.endswith(".txt") and not name.startswith("_sources/")
    ]
    assert ".transcript.json" not in files
    assert " post" not in build.status.rpartition("build succeeded")[2]
    assert "text/plain" not in read(build, "install")


def test_unknown_option_gives_one_warning(site: Site) -> None:
    (found,) = build_warnings(site.build(html_theme_options={"prompt_hots": "x"}))
    assert "did you mean 'prompt_host'?" in found
    assert found.endswith("[transcript.theme_option]")


def test_second_build_has_the_same_output(site: Site) -> None:
    before = site.build().files()
    build = site.build()
    assert build_warnings(build) == []
    after = build.files()
    # The order of terms in Sphinx's search index differs between builds.
    assert before.pop("searchindex.js")
    assert after.pop("searchindex.js")
    assert after == before


@pytest.mark.parametrize("more", ["", "extensions = ['sphinx_transcript.theme']\n"])
@pytest.mark.parametrize("is_used", [True, False])
def test_shortcuts_serve_the_theme_alone(site: Site, more: str, is_used: bool) -> None:
    site.write("conf.py", f"{CONF}{more}transcript_shortcuts = {is_used}\n")
    original, found = PythonDomain.find_obj, []
    app = SphinxTestApp("html", srcdir=site.srcdir)
    try:
        app.connect(
            "doctree-resolved",
            lambda *_: found.append(
                (nodes.Node.walkabout is walk_about, PythonDomain.find_obj is not original)
            ),
        )
        app.build()
    finally:
        app.cleanup()
    assert set(found) == {(is_used, is_used)}
    assert PythonDomain.find_obj is original


def test_theme_may_stand_before_the_blog(site: Site) -> None:
    site.write("conf.py", CONF + "extensions = ['sphinx_transcript.theme', 'sphinx_transcript']\n")
    build = site.build()
    assert build_warnings(build) == []
    assert build.read("index.html")
