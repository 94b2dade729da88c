"""An unlisted post has a page, and is in no other file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.build_output import MARKER, build_warnings, files_containing
from tests.helpers.marked_post import BODY, PNG, write_marked
from tests.helpers.site_reader import WITH_BASE, page, sitemap

if TYPE_CHECKING:
    from tests.conftest import Build, Site

INDEX_ENTRY = f"```{{index}} single: {MARKER} entry\n```\n"
FUNCTION = f"```{{py:function}} {MARKER}_function(a)\n```\n"
PLAIN = BODY.replace(INDEX_ENTRY, "").replace(FUNCTION, "")
BUILDERS = pytest.mark.parametrize("builder", ["html", "dirhtml"])


def own_files(builder: str) -> set[str]:
    """Return the files of the post's own page, and the manifest."""
    page_file = {"html": "post/x.html", "dirhtml": "post/x/index.html"}[builder]
    return {page_file, f"_images/{MARKER}.png", ".transcript.json"}


def other_traces(build: Build, builder: str, *ignored: str) -> list[str]:
    """Return the files with traces of the post, except its own files and *ignored*."""
    return [
        name
        for name in files_containing(build)
        if name not in own_files(builder) | set(ignored) and not name.startswith("_downloads/")
    ]


@BUILDERS
def test_unlisted_post_is_on_its_own_page_only(site: Site, builder: str) -> None:
    site.conf(WITH_BASE)
    write_marked(site, unlisted="true", body=PLAIN, categories=f"{MARKER} c", series=f"{MARKER} s")
    site.write("links.md", "# Links\n\n{post}`old`\n")
    for _ in range(2):
        build = site.build(builder)
        assert build_warnings(build) == []
        assert other_traces(build, builder) == []
        tags = page(build, "post/x")
        assert tags.meta("robots") == ["noindex"]
        assert not tags.named("link", type="text/plain")
        assert not [link for link in tags.addresses if "_sources" in link]
        assert "ts-post-neighbours" not in str(tags.all)
        assert len(sitemap(build)) == 11


@BUILDERS
def test_post_can_become_unlisted_and_listed_again(site: Site, builder: str) -> None:
    site.conf(WITH_BASE)
    write_marked(site, body=PLAIN)
    assert len(other_traces(site.build(builder), builder)) > 9
    write_marked(site, unlisted="true", body=PLAIN)
    build = site.build(builder)
    assert other_traces(build, builder) == []
    assert build.files() == site.clean_build(builder).files()
    write_marked(site, body=PLAIN)
    assert site.build(builder).files() == site.clean_build(builder).files()


def test_search_index_has_no_unlisted_posts(site: Site) -> None:
    site.post("x", title=f"The {MARKER} title", date="2020-01-01", unlisted="true")
    assert MARKER not in site.build().read("searchindex.js")


@pytest.mark.parametrize("body", [INDEX_ENTRY, FUNCTION], ids=["index", "function"])
def test_index_entries_of_an_unlisted_post_are_removed(site: Site, body: str) -> None:
    site.post("x", title="X", date="2020-01-01", unlisted="true", body=body)
    build = site.build()
    assert other_traces(build, "html") == []
    assert "post/x.html" in build.files()


def test_lists_of_an_unlisted_post_are_merged(site: Site) -> None:
    # The domain of this extension expects a list for each document that a process has read.
    site.conf("extensions = ['sphinx_transcript', 'sphinx.ext.todo']\ntodo_include_todos = True\n")
    for number in range(7):
        site.post(f"p{number}", title="P", date=f"2020-01-0{number + 1}")
    todo = f"```{{todo}}\n{MARKER}\n```\n"
    site.post("x", title="X", date="2020-01-08", unlisted="true", body=todo)
    site.write("todo.md", "# To do\n\n```{todolist}\n```\n")
    build = site.build(parallel=3)
    assert MARKER not in build.read("todo.html")
    assert build.files() == site.clean_build().files()


def test_module_index_has_no_modules_of_unlisted_posts(site: Site) -> None:
    body = f"```{{py:module}} {MARKER}_module\n:no-index-entry:\n```\n"
    site.post("x", title="X", date="2020-01-01", unlisted="true", body=body)
    assert other_traces(site.build(), "html") == []


def test_globbed_toctree_leaves_out_unlisted_posts(site: Site) -> None:
    write_marked(site, unlisted="true", body=PLAIN)
    site.write("index.md", "# Home\n\n```{toctree}\n:glob:\n\npost/*\n```\n")
    assert "post/x.html" not in site.build().read("index.html")


def test_unlisted_post_has_no_back_references(site: Site) -> None:
    site.post("x", title="X", date="2020-01-02", unlisted="true", body="[](seen.md)\n")
    site.post("seen", title="Seen", date="2020-01-01", body="{post}`x` {doc}`x`\n")
    build = site.build()
    assert build_warnings(build) == []
    assert "ts-post-referring" not in build.read("post/seen.html")
    assert "ts-post-referring" not in build.read("post/x.html")
    assert build.read("post/seen.html").count('href="x.html"') == 2


def test_tag_with_only_an_unlisted_post_has_no_page(site: Site) -> None:
    site.write("post/i.png", PNG)
    site.post("x", title="X", date="2020-01-02", unlisted="true", tags="[secret]", image="i.png")
    site.post("y", title="Y", date="2020-01-02", body="{tag}`secret`\n")
    build = site.build()
    assert not [name for name in build.files() if name.startswith("tag/")]
    (found,) = build_warnings(build)
    assert "no post has the tag 'secret'" in found
