"""An unlisted post has its page, and is in nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.marked_post import BODY, PNG, write_marked
from tests.site_reader import WITH_BASE, page, sitemap
from tests.traces import WORD, complaints, traces

if TYPE_CHECKING:
    from tests.conftest import Build, Site

CRASH = "sealed.hide_unlisted prunes the titles of the search index and not its index entries"
INDEX_ENTRY = f"```{{index}} single: {WORD} entry\n```\n"
FUNCTION = f"```{{py:function}} {WORD}_function(a)\n```\n"
PLAIN = BODY.replace(INDEX_ENTRY, "").replace(FUNCTION, "")
BUILDERS = pytest.mark.parametrize("builder", ["html", "dirhtml"])


def own_files(builder: str) -> set[str]:
    """Return the files that its own page consists of, and the record of what was written."""
    own = {"html": "post/x.html", "dirhtml": "post/x/index.html"}[builder]
    return {own, f"_images/{WORD}.png", ".transcript.json"}


def left(build: Build, builder: str, *but: str) -> list[str]:
    return [
        name
        for name in traces(build)
        if name not in own_files(builder) | set(but) and not name.startswith("_downloads/")
    ]


@BUILDERS
def test_unlisted_post_is_in_its_own_page_alone(site: Site, builder: str) -> None:
    site.conf(WITH_BASE)
    write_marked(site, unlisted="true", body=PLAIN, categories=f"{WORD} c", series=f"{WORD} s")
    site.write("links.md", "# Links\n\n{post}`old`\n")
    for _ in range(2):
        build = site.build(builder)
        assert complaints(build) == []
        assert left(build, builder) == []
        tags = page(build, "post/x")
        assert tags.meta("robots") == ["noindex"]
        assert not tags.named("link", type="text/plain")
        assert not [link for link in tags.addresses if "_sources" in link]
        assert "post-neighbours" not in str(tags.all)
        assert len(sitemap(build)) == 11


@BUILDERS
def test_listed_post_that_is_taken_off_the_lists(site: Site, builder: str) -> None:
    site.conf(WITH_BASE)
    write_marked(site, body=PLAIN)
    assert len(left(site.build(builder), builder)) > 9
    write_marked(site, unlisted="true", body=PLAIN)
    build = site.build(builder)
    assert left(build, builder) == []
    assert build.files() == site.clean_build(builder).files()
    write_marked(site, body=PLAIN)
    assert site.build(builder).files() == site.clean_build(builder).files()


def test_words_of_an_unlisted_post_are_not_in_the_search_index(site: Site) -> None:
    site.post("x", title=f"The {WORD} title", date="2020-01-01", unlisted="true")
    assert WORD not in site.build().read("searchindex.js")


@pytest.mark.parametrize("body", [INDEX_ENTRY, FUNCTION], ids=["index", "function"])
def test_index_entries_of_an_unlisted_post(site: Site, body: str) -> None:
    site.post("x", title="X", date="2020-01-01", unlisted="true", body=body)
    build = site.build()
    assert left(build, "html") == []
    assert "post/x.html" in build.files()


def test_module_of_an_unlisted_post_is_in_no_index(site: Site) -> None:
    body = f"```{{py:module}} {WORD}_module\n:no-index-entry:\n```\n"
    site.post("x", title="X", date="2020-01-01", unlisted="true", body=body)
    assert left(site.build(), "html") == []


def test_globbed_toctree_leaves_unlisted_posts_out(site: Site) -> None:
    write_marked(site, unlisted="true", body=PLAIN)
    site.write("index.md", "# Home\n\n```{toctree}\n:glob:\n\npost/*\n```\n")
    assert "post/x.html" not in site.build().read("index.html")


def test_unlisted_post_refers_to_others_unseen(site: Site) -> None:
    site.post("x", title="X", date="2020-01-02", unlisted="true", body="[](seen.md)\n")
    site.post("seen", title="Seen", date="2020-01-01", body="{post}`x` {doc}`x`\n")
    build = site.build()
    assert complaints(build) == []
    assert "post-referring" not in build.read("post/seen.html")
    assert "post-referring" not in build.read("post/x.html")
    assert build.read("post/seen.html").count('href="x.html"') == 2


def test_tag_of_an_unlisted_post_alone_is_no_tag(site: Site) -> None:
    site.write("post/i.png", PNG)
    site.post("x", title="X", date="2020-01-02", unlisted="true", tags="[secret]", image="i.png")
    site.post("y", title="Y", date="2020-01-02", body="{tag}`secret`\n")
    build = site.build()
    assert not [name for name in build.files() if name.startswith("tag/")]
    (found,) = complaints(build)
    assert "no post has the tag 'secret'" in found
