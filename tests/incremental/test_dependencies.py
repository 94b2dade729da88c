"""What a page depends on besides its own source: each kind of dependency, changed alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.helpers.build_files import assert_same_files, page_times

if TYPE_CHECKING:
    from tests.conftest import Build, Site
    from tests.helpers.kept_sites import KeptSite

NUMBERED = """\
Doc {0}
=======

.. _t-{0}:

.. table:: Table of {0}

   === ===
   1   2
   === ===

.. math:: x = y
   :label: e-{0}
"""


@pytest.fixture
def numbered(site: Site) -> Site:
    """Return a site with two numbered tables and equations in a toctree, and a post on them."""
    site.conf("numfig = True\nhtml_baseurl = 'https://example.org/'\n")
    site.write("index.md", "# Home\n\n```{toctree}\nguide\n```\n\n```{blog-index}\n```\n")
    site.write("guide.rst", "Guide\n=====\n\n.. toctree::\n\n   a\n   b\n")
    for name in "ab":
        site.write(f"{name}.rst", NUMBERED.format(name))
    site.post("p", title="P", date="2020-01-01", body="See {numref}`t-a` and {eq}`e-a`.\n")
    return site


def test_number_of_a_table_elsewhere(numbered: Site) -> None:
    numbered.build()
    numbered.write("guide.rst", "Guide\n=====\n\n.. toctree::\n\n   b\n   a\n")
    build = numbered.build()
    for name in ("post/p.html", "feed.xml", "feed.json"):
        assert "Table 2" in build.read(name), name
    assert_same_files(build, numbered.clean_build(), "after the toctree changed")


def test_numbered_reference_is_not_written_for_nothing(numbered: Site) -> None:
    before = numbered.build()
    times = page_times(before)
    assert page_times(numbered.build()) == times


def test_number_that_a_table_has_lost(numbered: Site) -> None:
    numbered.build()
    numbered.write("guide.rst", "Guide\n=====\n\n.. toctree::\n\n   b\n")
    assert_same_files(numbered.build(), numbered.clean_build(), "without a number")


def test_section_numbers_in_titles_of_neighbours(numbered: Site) -> None:
    numbered.build()
    numbered.write("guide.rst", "Guide\n=====\n\n.. toctree::\n   :numbered:\n\n   a\n   b\n")
    assert_same_files(numbered.build(), numbered.clean_build(), "with numbered sections")


def test_shape_of_a_toctree_below_another(site: Site) -> None:
    site.write("index.md", "# Home\n\n```{toctree}\n:glob:\n*\n```\n")
    for name in ("a", "b"):
        site.write(f"{name}.md", f"# {name}\n")
    site.write("guide.md", "# Guide\n\n```{toctree}\na\nb\n```\n")
    site.build()
    site.write("guide.md", "# Guide\n\n```{toctree}\nb\na\n```\n")
    assert_same_files(site.build(), site.clean_build(), "after the entries were swapped")


@pytest.mark.parametrize("builder", ["text", "transcript", "singlehtml", "html", "dirhtml"])
def test_title_in_a_toctree_after_another_builder_read_it(site: Site, builder: str) -> None:
    site.write("index.md", "# Home\n\n```{toctree}\nchild\n```\n")
    site.write("child.md", "# Old\n")
    other = "transcript" if builder == "html" else "html"
    built_with_shared_doctrees(site, builder)
    site.write("child.md", "# New\n")
    built_with_shared_doctrees(site, other)
    build = built_with_shared_doctrees(site, builder)
    assert_same_files(build, site.clean_build(builder), "after the other builder read the title")


def built_with_shared_doctrees(site: Site, builder: str) -> Build:
    """Return a build into a folder of its own, with the doctrees that all builders share."""
    return site.build(builder, into="shared")


def test_language_after_another_builder_read_the_configuration(site: Site) -> None:
    site.post("a", title="A", date="2020-01-01")
    built_with_shared_doctrees(site, "transcript")
    site.conf("language = 'de'\n")
    built_with_shared_doctrees(site, "text")
    build = built_with_shared_doctrees(site, "transcript")
    assert "1 Min." in build.read("index.txt")


@pytest.mark.parametrize(
    "name",
    [
        "post/a.html",
        "post/a.txt",
        "_sources/post/a.md.txt",
        "_images/dot.svg",
        "feed.xml",
        "searchindex.js",
        "search.html",
        "genindex.html",
        "objects.inv",
        "_static/basic.css",
        "_static/pygments.css",
    ],
)
@pytest.mark.parametrize("has_other_edits", [False, True])
def test_deleted_output_comes_back(kept_site: KeptSite, name: str, has_other_edits: bool) -> None:
    site = kept_site
    site.conf("html_baseurl = 'https://example.org/'\n")
    site.write("post/dot.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>')
    site.post("a", title="A", date="2020-01-01", body="![dot](dot.svg)\n")
    site.post("b", title="B", date="2020-01-02")
    before = site.build_once()
    (before.outdir / name).unlink()
    if has_other_edits:
        site.post("b", title="B", date="2020-01-02", body="Another text.\n")
    assert_same_files(site.build(), site.clean_build_once(), name)


@pytest.mark.parametrize("length", [0, 40])
def test_search_index_that_was_cut_off(site: Site, length: int) -> None:
    site.post("a", title="A", date="2020-01-01")
    site.post("b", title="B", date="2020-01-02")
    path = site.build().outdir / "searchindex.js"
    path.write_bytes(path.read_bytes()[:length])
    after = site.build()
    assert_same_files(after, site.clean_build(), f"cut to {length} bytes")
    assert after.warnings == ""


def test_search_index_of_another_version_of_an_extension(site: Site) -> None:
    conf = (
        "import sys, types\n"
        "extension = types.ModuleType('extension_of_a_test')\n"
        "extension.setup = lambda app: {{'env_version': {}}}\n"
        "sys.modules[extension.__name__] = extension\n"
        "extensions += [extension.__name__]\n"
    )
    site.conf(conf.format(1))
    site.post("a", title="A", date="2020-01-01")
    for builder in ("html", "dirhtml"):
        built_with_shared_doctrees(site, builder)
    site.conf(conf.format(2))
    for builder in ("html", "dirhtml"):
        build = built_with_shared_doctrees(site, builder)
        assert build.warnings == ""
        assert_same_files(build, site.clean_build(builder), builder)


@pytest.mark.parametrize("version", [3, 5])
@pytest.mark.parametrize("builder", ["html", "transcript"])
def test_draft_is_removed_after_another_release_built(
    site: Site, builder: str, version: int
) -> None:
    site.conf("html_baseurl = 'https://example.org/'\n")
    site.post("a", title="A", date="2020-01-01", tags="[tea]")
    site.post("b", title="B", date="2020-01-02")
    path = site.build(builder).outdir / ".transcript.json"
    manifest = json.loads(path.read_text("utf-8"))
    manifest["version"] = version
    for fields in manifest["builders"].values():
        del fields["foreign"]
        fields["digests"] = dict.fromkeys(fields["digests"], "other")
    path.write_text(json.dumps(manifest), "utf-8")
    site.post("a", title="A", date="2020-01-01", tags="[tea]", draft="true")
    build = site.build(builder)
    assert build.warnings == ""
    assert_same_files(build, site.clean_build(builder), "without the draft")


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_extra_file_that_goes(site: Site, builder: str) -> None:
    site.conf("html_extra_path = ['extra']\nexclude_patterns = ['extra']\n")
    site.write("extra/archive/index.html", "<p>own</p>\n")
    path = site.write("extra/more.txt", "more\n")
    site.post("a", title="A", date="2020-01-01")
    before = site.build(builder)
    assert before.read("archive/index.html") == "<p>own</p>\n"
    path.unlink()
    (site.srcdir / "extra/archive/index.html").unlink()
    after = site.build(builder)
    assert_same_files(after, site.clean_build(builder), "without the extra files")
    assert ("archive/index.html" in after.files()) == (builder != "singlehtml")


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_extra_file_in_the_place_of_a_document(site: Site, builder: str) -> None:
    site.conf("html_extra_path = ['extra']\nexclude_patterns = ['extra']\n")
    page = "archive.html" if builder == "html" else "archive/index.html"
    site.write(f"extra/{page}", "<p>own</p>\n")
    site.write("archive.md", "---\norphan: true\n---\n# Archive\n")
    for _ in range(2):
        assert_same_files(site.build(builder), site.clean_build(builder), "both")
    (site.srcdir / "extra" / page).unlink()
    assert_same_files(site.build(builder), site.clean_build(builder), "the document alone")


def test_pages_of_another_extension_follow_the_navigation(site: Site) -> None:
    site.conf(
        "import sys, pathlib\n"
        "sys.path.insert(0, str(pathlib.Path(__file__).parent / 'library'))\n"
        "extensions += ['sphinx.ext.autodoc', 'sphinx.ext.viewcode']\n"
    )
    site.write("library/kitchen_of_a_test.py", '"""A module."""\n\ndef brew():\n    """Brew."""\n')
    site.write("api.rst", "API\n===\n\n.. automodule:: kitchen_of_a_test\n   :members:\n")
    before = site.build()
    assert "more.md" not in before.read("_modules/kitchen_of_a_test.html")
    site.write("more.md", "# More\n")
    after = site.build()
    assert "more.md" in after.read("_modules/kitchen_of_a_test.html")
    assert_same_files(after, site.clean_build(), "with one page more")


def test_one_fault_gives_one_warning(site: Site) -> None:
    site.write("post/a.md", "---\ntitle: [a, b]\ndate: 2020-01-01\n---\n\nText.\n")
    site.write("post/b.md", "---\ntitel: B\ndate: 2020-01-01\n---\n\nText.\n")
    lines = site.build().warning_lines
    assert len(lines) == 2, lines
    assert "title: expected text" in lines[0]
    assert "did you mean 'title'" in lines[1]


def test_toctree_with_a_removed_post_warns_once(site: Site) -> None:
    site.post("a", title="A", date="2020-01-01")
    site.write("more.md", "---\norphan: true\n---\n# More\n\n```{toctree}\n/post/a\n/post/b\n```\n")
    site.post("b", title="B", date="2020-01-02", body="```{toctree}\n/post/a\n```\n")
    site.build()
    site.post("a", title="A", date="2020-01-01", draft="true")
    site.post("b", title="B", date="2020-01-02", titel="x", body="```{toctree}\n/post/a\n```\n")
    lines = [line for line in site.build().warning_lines if "did you mean" in line]
    assert len(lines) == 1, lines
