"""The title of a post, from front matter or the first heading, and the headings below it."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers.build_output import assert_one_warning, build_warnings

if TYPE_CHECKING:
    from tests.conftest import Build, Site

TITLE = "A / Title"
MD = f"---\ntitle: {TITLE}\ndate: 2020-01-01\n---\n"
MD_UNTITLED = "---\ndate: 2020-01-01\n---\n"
RST = f":title: {TITLE}\n:date: 2020-01-01\n\n"
RST_UNTITLED = ":date: 2020-01-01\n\n"


def headings(page: str) -> list[str]:
    """Return the headings of *page* in order, such as 'h1 A title'."""
    found = re.findall(r"<(h[1-6])[^>]*>(.*?)</\1>", page, re.DOTALL)
    return [f"{tag} {_text(inner)}" for tag, inner in found]


def _text(html: str) -> str:
    html = re.sub(r'<a class="headerlink".*?</a>', "", html, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]*>", "", html)).strip()


def page_title(page: str) -> str:
    (found,) = re.findall("<title>(.*?)</title>", page, re.DOTALL)
    return unescape(found)


CASES = [
    pytest.param("md", f"{MD}# Body\n\n## Sub\n",
                 ["h1 A / Title", "h2 Body", "h3 Sub"], id="another"),
    pytest.param("md", f"{MD}# {TITLE}\n\n## Sub\n", ["h1 A / Title", "h2 Sub"], id="equal"),
    pytest.param("md", f"{MD}# 'a / TITLE'\n\n## Sub\n", ["h1 ‘a / TITLE’", "h2 Sub"], id="alike"),
    pytest.param("md", f"{MD}Text.\n\n## One\n\n### Sub\n\n## Two\n",
                 ["h1 A / Title", "h2 One", "h3 Sub", "h2 Two"], id="at-h2"),
    pytest.param("md", f"{MD}## One\n\n## Two\n",
                 ["h1 A / Title", "h2 One", "h2 Two"], id="begins-at-h2"),
    pytest.param("md", f"{MD}### Deep\n\n### Two\n",
                 ["h1 A / Title", "h2 Deep", "h2 Two"], id="at-h3"),
    pytest.param("md", f"{MD}# One\n\n## Sub\n\n# Two\n",
                 ["h1 A / Title", "h2 One", "h3 Sub", "h2 Two"], id="several-h1"),
    pytest.param("md", f"{MD}# {TITLE}\n\n# Two\n\n## Sub\n",
                 ["h1 A / Title", "h2 Two", "h3 Sub"], id="several-h1-first-equal"),
    pytest.param("md", f"{MD}Text.\n", ["h1 A / Title"], id="no-heading"),
    pytest.param("md", MD, ["h1 A / Title"], id="no-body"),
    pytest.param("md", f"{MD_UNTITLED}# Body\n\n## Sub\n", ["h1 Body", "h2 Sub"], id="untitled"),
    pytest.param("md", f"{MD_UNTITLED}# One\n\n# Two\n\n## Sub\n",
                 ["h1 One", "h2 Two", "h3 Sub"], id="untitled-several-h1"),
    pytest.param("rst", f"{RST}Body\n----\n\nSub\n~~~\n",
                 ["h1 A / Title", "h2 Body", "h3 Sub"], id="rst-another"),
    pytest.param("rst", f"{RST}a / title\n---------\n\nSub\n~~~\n",
                 ["h1 a / title", "h2 Sub"], id="rst-equal"),
    pytest.param("rst", f"{RST}One\n---\n\nSub\n~~~\n\nTwo\n---\n",
                 ["h1 A / Title", "h2 One", "h3 Sub", "h2 Two"], id="rst-several"),
    pytest.param("rst", f"{RST}Text.\n\nOne\n---\n",
                 ["h1 A / Title", "h2 One"], id="rst-text-first"),
    pytest.param("rst", f"{RST}Text.\n", ["h1 A / Title"], id="rst-no-heading"),
    pytest.param("rst", f"{RST_UNTITLED}Body\n----\n\nSub\n~~~\n",
                 ["h1 Body", "h2 Sub"], id="rst-untitled"),
    pytest.param("rst", f"{RST_UNTITLED}One\n---\n\nTwo\n---\n",
                 ["h1 One", "h2 Two"], id="rst-untitled-several"),
]  # fmt: skip

TO_HEADER_CASES = [case for case in CASES if case.values[0] == "md"]


def build_post(site: Site, suffix: str, source: str, **conf: Any) -> Build:
    site.write(f"post/x.{suffix}", source)
    build = site.build(**conf)
    assert build_warnings(build) == []
    return build


def check(build: Build, expected: list[str]) -> None:
    page = build.read("post/x.html")
    title = expected[0].removeprefix("h1 ")
    assert headings(page) == expected
    assert page.count("<h1") == 1
    assert page_title(page) == f"{title} · a site"
    assert title in _text(build.read("index.html"))
    assert f"$ cat post/x.{'rst' if 'x.rst' in page else 'md'}\n\n{title}\n" in build.read(
        "post/x.txt"
    )


@pytest.mark.parametrize(("suffix", "source", "expected"), CASES)
def test_heading_levels(site: Site, suffix: str, source: str, expected: list[str]) -> None:
    check(build_post(site, suffix, source), expected)


@pytest.mark.parametrize(("suffix", "source", "expected"), TO_HEADER_CASES)
def test_heading_levels_with_myst_title_to_header(
    site: Site, suffix: str, source: str, expected: list[str]
) -> None:
    check(build_post(site, suffix, source, myst_title_to_header=True), expected)


@pytest.mark.parametrize("suffix", ["md", "rst"])
@pytest.mark.parametrize("name", ["x", "x/index"])
def test_post_without_title_and_heading_is_named_after_its_file(
    site: Site, suffix: str, name: str
) -> None:
    source = f"post/{name}.{suffix}"
    site.write(source, (MD_UNTITLED if suffix == "md" else RST_UNTITLED) + "Text.\n")
    build = site.build()
    assert_one_warning(build, source, 1, "title", "neither a title nor a heading")
    assert headings(build.read(f"post/{name}.html")) == ["h1 x"]


def test_untitled_post_that_begins_at_h2_is_reported(site: Site) -> None:
    """Only posts with a title in front matter suppress MyST's warning."""
    site.write("post/x.md", f"{MD_UNTITLED}## Body\n")
    (found,) = build_warnings(site.build())
    assert "[myst.header]" in found


def test_heading_levels_of_an_ordinary_page_are_unchanged(site: Site) -> None:
    site.write("x.md", f"---\ntitle: {TITLE}\norphan: true\n---\n## Body\n")
    build = site.build()
    (found,) = build_warnings(build)
    assert "[myst.header]" in found
    assert headings(build.read("x.html")) == ["h1 Body"]


def test_toctree_and_relation_links_have_the_title(site: Site) -> None:
    site.write("index.md", "# Home\n\n```{toctree}\npost/a\npost/b\npost/c\n```\n")
    for name in "abc":
        site.post(name, title=f"Title {name}", date="2020-01-01", body=f"# Heading {name}\n")
    build = site.build(html_theme="basic")
    assert build_warnings(build) == []
    home = build.read("index.html")
    contents = re.findall(r'<li class="toctree-l1"><a [^>]*>(.*?)</a>', home)
    assert contents[:3] == ["Title a", "Title b", "Title c"]
    page = build.read("post/b.html")
    assert '<link rel="next" title="Title c"' in page
    assert '<link rel="prev" title="Title a"' in page
    assert page_title(page).startswith("Title b")
    index = build.read("searchindex.js")
    assert '"Title b"' in index


@pytest.mark.parametrize("label", ["(here)=\n# Body\n", f"(here)=\n# {TITLE}\n"])
def test_label_before_the_heading_is_a_link_target(site: Site, label: str) -> None:
    site.write("post/x.md", MD + label)
    site.write("about.md", "---\norphan: true\n---\n# About\n\n{ref}`here`\n")
    build = site.build()
    assert build_warnings(build) == []
    assert 'href="post/x.html#here"' in build.read("about.html")
    assert 'id="here"' in build.read("post/x.html")


@pytest.mark.parametrize("suffix", ["md", "rst"])
def test_titles_that_differ_in_white_space_are_equal(site: Site, suffix: str) -> None:
    source = f"{MD}# A  /\tTitle\n" if suffix == "md" else f"{RST}A  /   Title\n------------\n"
    build = build_post(site, suffix, source)
    assert len(headings(build.read("post/x.html"))) == 1


@pytest.mark.parametrize("conf", [{}, {"myst_title_to_header": True}])
def test_title_is_plain_text(site: Site, conf: dict[str, Any]) -> None:
    source = "---\ntitle: 'Use *args* and `code`, & <b>'\ndate: 2020-01-01\n---\n\nText.\n"
    site.write("post/x.md", source)
    page = site.build(**conf).read("post/x.html")
    assert headings(page) == ["h1 Use *args* and `code`, & <b>"]


def test_text_above_an_equal_heading_is_moved_below_the_title(site: Site) -> None:
    page = build_post(site, "md", f"{MD}Opening words.\n\n# {TITLE}\n\nMore.\n").read("post/x.html")
    assert headings(page) == ["h1 A / Title"]
    page = page[page.index("<h1") :]
    assert page.index("</h1>") < page.index("Opening words.") < page.index("More.")


def test_field_list_below_an_rst_title_is_front_matter(site: Site) -> None:
    site.write("post/x.rst", "A title\n=======\n\n:date: 2020-01-01\n:tags: a, b\n\nText.\n")
    page = site.build().read("post/x.html")
    assert headings(page) == ["h1 A title"]
    assert "#a</a></span>" in page
    assert "field-list" not in page


def test_markdown_link_to_a_label_is_resolved(site: Site) -> None:
    site.write("about.md", "---\norphan: true\n---\n(here)=\n# About\n\n[to](here)\n")
    assert build_warnings(site.build()) == []


def test_title_that_markdown_parses_as_html_is_plain_text(site: Site) -> None:
    title = "Why Vec<T> grows"
    site.post("x", title=title, date="2020-01-01", body=f"# {title}\n\nText.\n")
    build = site.build()
    page = build.read("post/x.html")
    assert "Why Vec&lt;T&gt; grows" in re.findall(r"<h1>.*?</h1>", page, re.DOTALL)[0]
    assert unescape(page_title(page)).startswith(title)
    assert f"\n{title}\n" in build.read("post/x.txt")
