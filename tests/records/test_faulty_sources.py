"""Faulty source files: one warning with the location, and no other effect."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pytest

from tests.helpers.build_output import (
    MARKER,
    assert_one_warning,
    build_warnings,
    files_containing,
    post_count_line,
    relative_paths,
)

if TYPE_CHECKING:
    from tests.conftest import Build, Site

BODY = f"\n# The {MARKER}\n\nA {MARKER} body.\n"
DATED = f"title: The {MARKER}\ndate: 2020-02-02\n"
RST_BODY = f"\nThe {MARKER}\n============\n\nA {MARKER} body.\n"


@pytest.fixture(autouse=True)
def _others(site: Site) -> None:
    """Add a page and a post without faults."""
    site.post("good", title="A good post", date="2020-01-01", tags="[helm]")
    site.write("about.md", "---\norphan: true\n---\n# About\n")


def build_and_check(site: Site, builder: str = "html") -> Build:
    """Build *site*; check that its other pages exist, and that nothing outside is written."""
    siblings = sorted(path.name for path in site.folder.parent.iterdir())
    before = relative_paths(site.folder)
    build = site.build(builder)
    assert relative_paths(site.folder) == before
    assert sorted(path.name for path in site.folder.parent.iterdir()) == siblings
    assert {path.name for path in (site.folder / "build").iterdir()} == {"doctrees", builder}
    suffix = ".html" if builder == "html" else "/index.html"
    assert "A good post</a>" in build.read("index.html")
    assert "A good post" in build.read(f"post/good{suffix}")
    assert "About" in build.read(f"about{suffix}")
    assert "Traceback" not in build.warnings + build.status
    return build


def markdown(fields: str) -> str:
    return f"---\n{fields}---\n{BODY}"


UNPUBLISHED = [
    pytest.param(
        "x.md", markdown(f"title: The {MARKER}\ndate: 2020-13-45\n"), 3, "date", id="month"
    ),
    pytest.param("x.md", markdown(f"date: yesterday\ntitle: {MARKER}\n"), 2, "date", id="word"),
    pytest.param("x.md", markdown("date: 2020-02-02T25:00\n"), 2, "date", id="hour"),
    pytest.param("2020-01-01-x.md", markdown("date: soon\n"), 2, "date", id="file-name-has-a-date"),
    pytest.param("x.md", markdown("date: [2020-02-02]\n"), 2, "date", id="list-of-dates"),
    pytest.param("x.rst", f":date: never\n{RST_BODY}", 1, "date", id="rst-date"),
    pytest.param(
        "x.md", markdown(f"date: 2020-02-02\ntitle: {MARKER}: b\n"), 3, "front_matter", id="colon"
    ),
    pytest.param("x.md", markdown(f"{DATED}\ttags: a\n"), 4, "front_matter", id="tab"),
    pytest.param("x.md", f"---\n{DATED}{BODY}", 1, "front_matter", id="never-closes"),
    pytest.param("x.md", markdown("- date: 2020-02-02\n- b\n"), 2, "front_matter", id="a-list"),
    pytest.param("x.md", markdown("just text\n"), 2, "front_matter", id="a-text"),
    pytest.param("x.md", markdown(f"{DATED}draft: maybe\n"), 4, "front_matter", id="draft-maybe"),
    pytest.param("x.md", markdown(f"{DATED}draft: [false]\n"), 4, "front_matter", id="draft-list"),
    pytest.param(
        "x.rst", f":date: 2020-02-02\n:draft: soon\n{RST_BODY}", 2, "front_matter", id="rst-draft"
    ),
    pytest.param("x.md", markdown(f"{DATED}draft: 2\n"), 4, "front_matter", id="draft-number"),
]


@pytest.mark.parametrize(("name", "content", "line", "subtype"), UNPUBLISHED)
def test_unreadable_post_is_not_published(
    site: Site, name: str, content: str, line: int, subtype: str
) -> None:
    site.write(f"post/{name}", content)
    build = build_and_check(site)
    assert_one_warning(build, f"post/{name}", line, subtype)
    assert files_containing(build) == []
    assert post_count_line(build).startswith("1 post; not published: 1 ")
    assert f"post/{name}" in post_count_line(build)


@pytest.mark.parametrize(("name", "line"), [("post/x.md", 5), ("x.md", 5), ("folder/x.rst", 3)])
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_latin_1_file_is_left_out(site: Site, name: str, line: int, builder: str) -> None:
    text = (
        f"---\n{DATED}---\nÀ {MARKER}.\n"
        if name.endswith(".md")
        else f"The {MARKER}\n===========\né\n"
    )
    site.write(name, text.encode("latin-1"))
    build = build_and_check(site, builder)
    assert_one_warning(build, name, line, "encoding")
    assert files_containing(build) == []


def test_file_that_becomes_latin_1_loses_its_page(site: Site) -> None:
    site.write("x.md", f"# The {MARKER}\n")
    assert files_containing(site.build())
    site.write("x.md", f"# The {MARKER} é\n".encode("latin-1"))
    for _ in range(2):
        build = site.build()
        assert_one_warning(build, "x.md", 1, "encoding")
        assert files_containing(build) == []


PUBLISHED = [
    pytest.param("tag: a\n", 4, "did you mean 'tags'?", id="tag"),
    pytest.param("drafts: false\n", 4, "did you mean 'draft'?", id="drafts"),
    pytest.param("tags: [a]\ndescripton: b\n", 5, "did you mean 'description'?", id="description"),
    pytest.param("tags: {a: b}\n", 4, "tags: expected a list", id="tags-mapping"),
    pytest.param("tags: [[a], b]\n", 4, "tags: expected a list", id="tags-nested"),
    pytest.param("title: [a]\n", 4, "title: expected text", id="title-list"),
    pytest.param("authors: {a: b}\n", 4, "authors: expected a list", id="authors-mapping"),
]


@pytest.mark.parametrize(("fields", "line", "message"), PUBLISHED)
def test_invalid_key_is_ignored(site: Site, fields: str, line: int, message: str) -> None:
    site.write("post/x.md", markdown(f"about: me\ndate: 2020-02-02\n{fields}"))
    build = build_and_check(site)
    assert_one_warning(build, "post/x.md", line, "front_matter", message)
    assert f"The {MARKER}" in build.read("post/x.html")
    assert post_count_line(build) == "2 posts"


@pytest.mark.parametrize("field", ["drafft: true", "drafts: yes", "Drafted: 1", "drafft: x"])
def test_post_with_a_misspelt_draft_key_is_a_draft(site: Site, field: str) -> None:
    site.write("post/x.md", markdown(f"date: 2020-02-02\n{field}\n"))
    build = build_and_check(site)
    assert_one_warning(build, "post/x.md", 3, "front_matter", "did you mean 'draft'?")
    assert files_containing(build) == []


def test_invalid_updated_is_ignored(site: Site) -> None:
    site.post("x", title="X", date="2020-02-02", updated="later")
    build = build_and_check(site)
    assert_one_warning(build, "post/x.md", 4, "date", "'later'")
    assert "<h1>X<" in build.read("post/x.html")


def test_number_is_a_tag(site: Site) -> None:
    site.post("x", title="X", date="2020-02-02", tags="2020")
    site.post("y", title="Y", date="2020-02-02", tags="[1.10, on, null]")
    build = build_and_check(site)
    assert build_warnings(build) == []
    assert "#2020</a></span>" in build.read("post/x.html")
    page = build.read("post/y.html")
    assert "#1.10</a></span>" in page
    assert "#on</a></span>" in page
    assert "#null" not in page


@pytest.mark.parametrize("suffix", ["md", "rst"])
def test_empty_post_is_not_published(site: Site, suffix: str) -> None:
    site.write(f"post/empty.{suffix}", "")
    site.write(f"empty.{suffix}", "")
    build = build_and_check(site)
    assert build_warnings(build) == []
    assert "post/empty.html" not in build.files()
    assert "empty.html" in build.files()
    assert (
        post_count_line(build) == f"1 post; not published: 1 without a date (post/empty.{suffix})"
    )


@pytest.mark.parametrize("suffix", ["md", "rst"])
def test_empty_post_with_a_date_is_published(site: Site, suffix: str) -> None:
    site.write(f"post/2020-02-02-x.{suffix}", "")
    build = build_and_check(site)
    assert_one_warning(build, f"post/2020-02-02-x.{suffix}", 1, "title")
    assert "<h1>2020-02-02-x<" in build.read("post/2020-02-02-x.html")


TITLES = {
    "script": "<script>alert(1)</script>",
    "traversal": "../../etc/passwd",
    "emoji": "🎉 👩‍💻 party",
    "long": "long " * 99 + "title",
    "markup": "*a* **b** `c` {ref}`d` &amp; <b>",
}


@pytest.mark.parametrize("title", TITLES.values(), ids=TITLES)
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_unusual_title_is_shown_as_text(site: Site, title: str, builder: str) -> None:
    site.post("x", title=f"'{title}'", date="2020-02-02", tags=f"['{title}']")
    build = build_and_check(site, builder)
    assert build_warnings(build) == []
    name = "post/x" if builder == "html" else "post/x/index"
    page = build.read(f"{name}.html")
    assert f"<h1>{escape(title)}<" in page
    assert f"<title>{escape(title)} ·" in page
    assert f">{escape(title)}</a>" in build.read("index.html")
    assert f"\n{title}\n" in build.read(f"{name}.txt")


@pytest.mark.parametrize("key", ["title", "tags", "author", "authors", "description"])
@pytest.mark.parametrize("theme", ["transcript", "basic"])
def test_markup_in_front_matter_is_escaped(site: Site, key: str, theme: str) -> None:
    fields = {"title": "X", "date": "2020-02-02", key: "<img src=evil>"}
    site.post("x", **fields)
    build = site.build(html_theme=theme)
    pages = [data for name, data in build.files().items() if name.endswith(".html")]
    assert build_warnings(build) == []
    assert not [page for page in pages if b"<img" in page]
    if key == "title":
        assert "&lt;img src=evil&gt;" in build.read("index.html")


def test_markup_in_a_listing_is_escaped(site: Site) -> None:
    site.write("index.md", "# Home\n\n```{blog-index}\n:command: <img src=a>\n```\n")
    site.write(
        "news/x.md", "# X\n\n```{blog-index}\n:tags: helm\n:limit: 1\n:empty: <img src=a>\n```\n"
    )
    (site.srcdir / "post/good.md").write_text("---\ndraft: true\n---\n")
    build = site.build(suppress_warnings=["transcript.blog_index"])
    assert "&lt;img src=a&gt;" in build.read("news/x.html")
    site.post("good", title="A good post", date="2020-01-01")
    build = build_and_check(site)
    assert "<kbd>&lt;img src=a&gt;</kbd>" in build.read("index.html")
    assert "<img" not in build.read("index.html") + build.read("news/x.html")
