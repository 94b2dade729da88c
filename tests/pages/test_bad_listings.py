"""Posts with conflicting slugs, and listings with wrong options."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.helpers.build_output import MARKER, assert_one_warning, build_warnings, files_containing

if TYPE_CHECKING:
    from tests.conftest import Site

DRAFT = f"---\ntitle: The {MARKER}\ndate: 2022-01-01\ndraft: true\n---\nText.\n"
ROW = '">Good</a>'


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_file_and_folder_with_the_same_slug(site: Site, builder: str) -> None:
    site.post("x", title="A file", date="2019-01-01")
    site.post("x/index", title="A folder", date="2022-01-01")
    build = site.build(builder)
    assert_one_warning(build, "post/x/index.md", 1, "slug", "post/x.md")
    assert "A folder" in build.read("post/x/index.html")
    if builder == "html":
        assert "A file" in build.read("post/x.html")


def test_posts_in_two_folders_with_the_same_slug(site: Site) -> None:
    site.post("x", title="A post", date="2019-01-01")
    site.write("news/x.md", "---\ntitle: News\ndate: 2020-01-01\n---\n")
    build = site.build(transcript_posts=["post/**", "news/**"])
    assert_one_warning(build, "post/x.md", 1, "slug", "news/x.md")
    assert "A post" in build.read("post/x.html")
    assert "News" in build.read("news/x.html")


def test_files_with_two_suffixes_and_the_same_slug(site: Site) -> None:
    """Sphinx itself warns of them, and reads the suffix that is registered first."""
    site.post("x", title="Markdown", date="2019-01-01")
    site.write("post/x.rst", f":date: 2019-01-01\n\nThe {MARKER}\n============\n")
    build = site.build()
    assert build.warnings.count("WARNING") == 1
    # In the order in which the file system lists them.
    assert re.search("post/x.md, post/x.rst|post/x.rst, post/x.md", build.warnings)
    assert "Markdown" in build.read("post/x.html")
    assert files_containing(build) == []


@pytest.mark.parametrize("theme", ["alabaster", "basic"])
def test_post_that_becomes_a_draft_leaves_no_trace_where_another_has_its_page(
    site: Site, theme: str
) -> None:
    site.post("x", title="A file", date="2019-01-01")
    site.post("between", title="Between", date="2020-01-01")
    site.post("x/index", title=f"The {MARKER}", date="2022-01-01")
    assert files_containing(site.build("dirhtml", html_theme=theme))
    site.write("post/x/index.md", DRAFT)
    build = site.build("dirhtml", html_theme=theme)
    assert files_containing(build) == []


LISTINGS = [
    pytest.param("limt: 3", 3, "unknown option 'limt'; did you mean 'limit'?", id="option"),
    pytest.param("zebra: 3", 3, "unknown option 'zebra' (accepted: tags, ", id="far-option"),
    pytest.param("limit: 0", 3, "limit: '0'", id="limit-0"),
    pytest.param("limit: -1", 3, "limit: '-1'", id="limit-negative"),
    pytest.param("limit: ten", 3, "limit: 'ten'", id="limit-word"),
    pytest.param("limit:", 3, "'limit' has no value", id="limit-empty"),
    pytest.param("sort: -dat", 3, "unknown value '-dat'; did you mean '-date'?", id="sort"),
    pytest.param("format: shrot", 3, "did you mean 'short'?", id="format"),
    pytest.param("tags: helmm", 3, "no post has the tag 'helmm'; did you mean 'Helm'?", id="tag"),
    pytest.param("tags: helm, zebra", 3, "no post has the tag 'zebra'", id="one-of-two-tags"),
]


@pytest.mark.parametrize(("option", "line", "message"), LISTINGS)
@pytest.mark.parametrize("suffix", ["md", "rst"])
def test_wrong_option_is_warned_of(
    site: Site, option: str, line: int, message: str, suffix: str
) -> None:
    site.post("good", title="Good", date="2020-01-01", tags="[Helm]")
    site.write(
        f"list.{suffix}",
        f"# List\n\n```{{blog-index}}\n:{option}\n```\n" if suffix == "md"
        else f"List\n----\n.. blog-index::\n   :{option}\n",
    )  # fmt: skip
    build = site.build()
    assert_one_warning(build, f"list.{suffix}", line, "blog_index", message)
    assert "List" in build.read("list.html")
    assert ROW in build.read("index.html")


def test_listing_of_an_unknown_tag_shows_no_posts(site: Site) -> None:
    site.post("good", title="Good", date="2020-01-01", tags="[helm]")
    site.write("list.md", "# List\n\n```{blog-index}\n:tags: zebra\n```\n")
    build = site.build()
    assert_one_warning(build, "list.md", 3, "blog_index", "'zebra'")
    assert ROW not in build.read("list.html")
    assert "no posts yet" in build.read("list.html")


@pytest.mark.parametrize("value", [",", ", ,"])
def test_tags_without_a_name_are_warned_of(site: Site, value: str) -> None:
    site.post("good", title="Good", date="2020-01-01", tags="[helm]")
    site.write("list.rst", f"List\n----\n\n.. blog-index::\n   :tags: {value}\n")
    build = site.build()
    assert_one_warning(build, "list.rst", 4, "blog_index")


def test_tags_may_be_a_yaml_list(site: Site) -> None:
    site.post("good", title="Good", date="2020-01-01", tags="[helm, sphinx]")
    site.write("list.md", "# List\n\n```{blog-index}\n---\ntags: [helm, sphinx]\n---\n```\n")
    build = site.build()
    assert build_warnings(build) == []
    assert ROW in build.read("list.html")


@pytest.mark.parametrize("markup", ["```{blog-index} helm\n```\n", "```{blog-index}\nhelm\n```\n"])
def test_listing_with_an_argument_or_content_shows_nothing(site: Site, markup: str) -> None:
    site.post("good", title="Good", date="2020-01-01")
    site.write("list.md", f"# List\n\n{markup}")
    build = site.build()
    assert_one_warning(build, "list.md", 3, "blog_index", "takes no argument and no content")
    assert ROW not in build.read("list.html")


def test_each_wrong_option_is_warned_of_and_valid_ones_apply(site: Site) -> None:
    site.post("good", title="Good", date="2020-01-01")
    site.post("other", title="Other", date="2019-01-01")
    site.write("list.md", "# List\n\n```{blog-index}\n:limit: 1\n:sort: size\n:fromat: a\n```\n")
    build = site.build()
    found = build_warnings(build)
    assert len(found) == 2, found
    assert all("/src/list.md:3: WARNING: blog-index: " in line for line in found)
    assert ROW in build.read("list.html")
    assert ">Other</a>" not in build.read("list.html")


@pytest.mark.parametrize("option", [":tagz: a", ":limit: many", ":tags:", ":category: a"])
def test_listing_with_a_wrong_filter_shows_nothing(site: Site, option: str) -> None:
    site.post("good", title="Good", date="2020-01-01", tags="[a]")
    site.write("list.md", f"# List\n\n```{{blog-index}}\n{option}\n```\n")
    build = site.build()
    assert_one_warning(build, "list.md", 3, "blog_index")
    page = build.read("list.html")
    assert ">Good</a>" not in page
    assert "no posts yet" not in page  # Posts exist, so that text would be false.


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "transcript", "text"])
def test_unknown_tag_is_warned_of_once(site: Site, builder: str) -> None:
    """HTML builders also write the text page, but check the listing only once."""
    site.post("good", title="Good", date="2020-01-01")
    site.write("index.md", "# Home\n\n```{blog-index}\n:tags: zebra\n```\n")
    assert_one_warning(site.build(builder), "index.md", 3, "blog_index", "'zebra'")
