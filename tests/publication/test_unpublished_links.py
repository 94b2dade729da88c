"""Links to unpublished posts: reported once, and resolved after the post is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.build_output import MARKER, assert_one_warning, build_warnings
from tests.helpers.site_reader import WITH_BASE, build_file

if TYPE_CHECKING:
    from tests.conftest import Site

ORPHAN = "---\norphan: true\n---\n# About\n\n"
LINKS = [
    "[words](post/d.md)",
    "[words](post/d.md#part)",
    "[words](/post/d.md)",
    "{doc}`words <post/d>`",
    "{doc}`words </post/d>`",
    "{post}`words <d>`",
    "{post}`words <post/d>`",
    "{blog:post}`words <d>`",
]


@pytest.fixture
def blog(site: Site) -> Site:
    """Return a site with a draft and another post."""
    site.conf(WITH_BASE + "myst_heading_anchors = 2\n")
    site.post(
        "d", title=f"The {MARKER}", date="2020-01-01", draft="true", body="## Part\n\nText.\n"
    )
    site.post("other", title="Other", date="2020-01-02")
    return site


def test_each_link_to_a_draft_is_reported_once(blog: Site) -> None:
    blog.write("about.md", ORPHAN + "\n\n".join(f"So {link} here." for link in LINKS))
    build = blog.build()
    found = build_warnings(build)
    message = "WARNING: a link to post/d.md, which is a draft; it is plain text"
    assert [line.partition("/src/")[2] for line in found] == [
        f"about.md:{6 + 2 * number}: {message} [transcript.unpublished]"
        for number in range(len(LINKS))
    ]
    text = build.read("about.txt").replace("*", "")
    assert text.count("So words here.") == len(LINKS)
    assert "post/d.html" not in build.read("about.html")


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        ({"date": "2999-01-01"}, "which is dated after the day of this build"),
        ({}, "which has no date"),
    ],
)
def test_warning_states_the_reason(blog: Site, keys: dict[str, str], reason: str) -> None:
    blog.post("d", title="D", **keys)
    blog.write("about.md", f"{ORPHAN}{{post}}`d`\n")
    assert_one_warning(blog.build(), "about.md", 6, "unpublished", reason)


@pytest.mark.parametrize(
    "name",
    [
        "post/deep/own/index",
        "deep/own",
        pytest.param("own"),
        pytest.param("deep/own/index"),
    ],
)
def test_draft_is_found_by_every_name_of_a_post(blog: Site, name: str) -> None:
    blog.post("deep/own/index", title="D", date="2020-01-01", draft="true")
    blog.write("about.md", f"{ORPHAN}{{post}}`{name}`\n")
    assert_one_warning(blog.build(), "about.md", 6, "unpublished", "post/deep/own/index.md")


def test_role_prefers_a_published_post_to_a_draft(blog: Site) -> None:
    blog.post("deep/d", title="Another d", date="2020-01-01")
    blog.write("about.md", f"{ORPHAN}{{post}}`d`\n")
    build = blog.build()
    assert build_warnings(build) == []
    assert "Another d" in build.read("about.html")


def test_link_in_a_post_is_reported_once_for_all_its_copies(blog: Site) -> None:
    """The link is on the post's page, in plain text, in listings and in feeds."""
    blog.post("other", title="Other", date="2020-01-02", body="See [it](d.md).\n")
    blog.write("index.md", "# Home\n\n```{blog-index}\n:format: excerpt\n```\n")
    for parallel in (0, 3):
        build = blog.build(into=f"with-{parallel}", parallel=parallel)
        assert_one_warning(build, "post/other.md", 6, "unpublished")
        assert "post/d.html" not in build.read("feed.xml") + build.read("index.html")


@pytest.mark.parametrize("builder", ["text", "latex", "epub"])
def test_link_to_a_draft_with_other_builders(blog: Site, builder: str) -> None:
    blog.write("index.md", "# Home\n\n```{toctree}\nabout\n```\n")
    blog.write("about.md", "# About\n\n[words](post/d.md) {post}`d`\n")
    found = build_warnings(blog.build(builder, copyright="Ada", version="1"))
    assert len(found) == 2
    assert all(line.endswith("[transcript.unpublished]") for line in found)


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_pages_are_updated_when_a_draft_is_published_and_withdrawn(
    blog: Site, builder: str
) -> None:
    blog.write("about.md", ORPHAN + "\n\n".join(LINKS) + "\n\n[](post/d.md)\n")
    blog.write("rest.rst", ":orphan:\n\nRest\n====\n\n:doc:`post/d` :post:`d`\n")
    blog.post("other", title="Other", date="2020-01-02", body="See [](d.md).\n")
    blog.build(builder)
    names = {"html": "{}.html", "dirhtml": "{}/index.html"}[builder]
    for keys, links in (({}, 9), ({"draft": "true"}, 0), ({}, 9)):
        blog.post("d", title="D", date="2020-01-01", body="## Part\n\nText.\n", **keys)
        build = blog.build(builder)
        address = "post/d.html" if builder == "html" else "../post/d/"
        assert build.read(names.format("about")).count(f'href="{address}') == links
        assert (">D<" in build.read("feed.xml")) is (links > 0)
        clean = blog.clean_build(builder)
        assert build.files() == clean.files()
        assert len(build_warnings(clean)) == (0 if links else 12)


def test_pages_are_updated_after_a_build_of_one_file(blog: Site) -> None:
    blog.write("about.md", f"{ORPHAN}[](post/d.md)\n")
    blog.build()
    blog.post("d", title="D", date="2020-01-01")
    build_file(blog, "post/other.md")
    build = blog.build()
    assert 'href="post/d.html"' in build.read("about.html")
    assert build.files() == blog.clean_build().files()


def test_label_in_a_draft_is_resolved_after_it_is_published(blog: Site) -> None:
    blog.post("d", title="D", date="2020-01-01", draft="true", body="(mark)=\n## Part\n\nText.\n")
    blog.write("about.md", f"{ORPHAN}{{ref}}`mark`\n")
    assert len(build_warnings(blog.build())) == 1
    blog.post("d", title="D", date="2020-01-01", body="(mark)=\n## Part\n\nText.\n")
    build = blog.build()
    assert build_warnings(build) == []
    assert 'href="post/d.html#mark"' in build.read("about.html")
