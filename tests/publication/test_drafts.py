"""Previews: `transcript_drafts = True` builds unpublished posts, and marks them as drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers.build_output import MARKER, build_warnings, files_containing, post_count_line
from tests.helpers.marked_post import BODY, write_marked
from tests.helpers.site_reader import WITH_BASE, entries, page, sitemap

if TYPE_CHECKING:
    from tests.conftest import Build, Site

NAMES = ("draft", "scheduled", "undated")
KEYS: dict[str, dict[str, Any]] = {
    "draft": {"date": "2020-02-02", "draft": "true"},
    "scheduled": {"date": "2999-02-02"},
    "undated": {},
}


@pytest.fixture
def blog(site: Site) -> Site:
    """Return a site with two published posts, and one for each status of unpublished posts."""
    site.conf(WITH_BASE)
    site.post("old", title="Old", date="2020-01-01", tags="[tea]")
    site.post("new", title="New", date="2020-03-01", tags="[tea]")
    for name in NAMES:
        site.post(name, title=f"The {MARKER} {name}", tags=f"[tea, {MARKER}]", **KEYS[name])
    return site


def preview(site: Site, builder: str = "html", **conf: Any) -> Build:
    return site.build(builder, transcript_drafts=True, **conf)


@pytest.mark.parametrize(
    ("builder", "theme"), [("html", "transcript"), ("dirhtml", "transcript"), ("html", "furo")]
)
def test_unpublished_posts_are_built_and_marked(blog: Site, builder: str, theme: str) -> None:
    build = preview(blog, builder, html_theme=theme)
    assert build_warnings(build) == []
    sources = ", ".join(f"post/{name}.md" for name in NAMES)
    assert post_count_line(build) == (
        f"2 posts; not published: 3 drafts shown in this preview ({sources})"
    )
    for name in NAMES:
        tags = page(build, f"post/{name}")
        assert tags.meta("robots") == ["noindex"], name
        drafts = [text for _, text in tags.data if "draft, not published" in text]
        assert len(drafts) == 1, name
    for name in ("old", "new"):
        tags = page(build, f"post/{name}")
        assert tags.meta("robots") == []
        assert not [text for _, text in tags.data if "draft, not published" in text]
    home = page(build, "index")
    # Listings mark drafts, too.
    assert [text.strip() for _, text in home.data].count("# draft") == 3
    assert [text for _, text in home.data].count("no date") == 1


def test_feeds_and_sitemap_have_no_drafts(blog: Site) -> None:
    build = preview(blog)
    assert list(entries(build)) == ["New", "Old"]
    assert list(entries(build, "tag/tea/feed.xml")) == ["New", "Old"]
    assert MARKER not in build.read("feed.json")
    assert not [name for name in sitemap(build) if name in {f"post/{name}.html" for name in NAMES}]


def test_linked_feeds_of_drafts_exist(blog: Site) -> None:
    build = preview(blog)
    name = next(name for name in build.files() if name.startswith(f"tag/{MARKER}/index"))
    links = page(build, name.removesuffix(".html")).named("link", type="application/atom+xml")
    folder = (build.outdir / name).parent
    assert [link["href"] for link in links if not (folder / link["href"]).is_file()] == []


def test_sitemap_has_no_term_pages_with_drafts_only(blog: Site) -> None:
    assert [name for name in sitemap(preview(blog)) if MARKER in name or "2999" in name] == []


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_build_after_a_preview_has_no_trace(site: Site, builder: str) -> None:
    site.conf(WITH_BASE)
    write_marked(site, draft="true", aliases="[/for-now/]", series=f"{MARKER} s", body=BODY)
    build = preview(site, builder)
    assert len(files_containing(build)) > 15
    assert "for-now/index.html" in build.files()
    build = site.build(builder)
    assert files_containing(build) == []
    names = set(build.files())
    # Sphinx keeps a backup of its record of the configuration.
    assert names - {".buildinfo.bak"} == set(site.clean_build(builder).files())
    assert post_count_line(build) == "2 posts; not published: 1 draft (post/x.md)"


@pytest.mark.parametrize("builder", ["singlehtml", "transcript", "epub"])
def test_build_after_a_preview_has_no_trace_with_other_builders(site: Site, builder: str) -> None:
    conf: dict[str, Any] = {"copyright": "Ada", "version": "1"}
    write_marked(site, draft="true")
    assert files_containing(preview(site, builder, **conf))
    assert files_containing(site.build(builder, **conf)) == []


def test_draft_that_is_published_during_a_preview_is_unmarked(blog: Site) -> None:
    preview(blog)
    blog.post("draft", title="Out", date="2020-02-02", tags="[tea]")
    build = preview(blog)
    assert page(build, "post/draft").meta("robots") == []
    assert list(entries(build)) == ["New", "Out", "Old"]
    assert "post/draft.html" in sitemap(build)
    blog.post("draft", title="In", date="2020-02-02", draft="true")
    build = preview(blog)
    assert page(build, "post/draft").meta("robots") == ["noindex"]
    assert build.files() == blog.clean_build(transcript_drafts=True).files()


def test_scheduled_post_is_unmarked_on_its_day(blog: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    blog.post("scheduled", title="Comes", date="2020-06-01")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1590000000")  # 2020-05-20
    assert page(preview(blog), "post/scheduled").meta("robots") == ["noindex"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    build = preview(blog)
    assert page(build, "post/scheduled").meta("robots") == []
    assert build.files() == blog.clean_build(transcript_drafts=True).files()


def test_post_is_still_built_if_the_day_is_set_back(
    blog: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    blog.post("scheduled", title="Comes", date="2020-06-01")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    preview(blog)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1590000000")
    assert "post/scheduled.html" in preview(blog).files()


def test_preview_from_the_command_line(blog: Site) -> None:
    """``sphinx-build -D transcript_drafts=1`` sets a string."""
    build = blog.build(transcript_drafts="1")
    assert build_warnings(build) == []
    assert "post/draft.html" in build.files()
    assert "post/draft.html" not in blog.build(transcript_drafts="0").files()


def test_unreadable_post_is_not_built_in_a_preview(blog: Site) -> None:
    blog.post("bad", title=f"The {MARKER}", date="soon")
    build = preview(blog)
    assert "post/bad.html" not in build.files()
    assert "1 unreadable (post/bad.md)" in post_count_line(build)
