"""The navigation, the branch and the contents show toctrees as the page itself shows them."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from tests.helpers.build_files import assert_same_files

if TYPE_CHECKING:
    from tests.conftest import Build, Site

ENTRIES = """\
a
Bee <b>
Out <https://example.org/out>
https://example.org/bare
self
genindex
search
modindex
Bad <javascript://example.org/%0aalert(1)>
gone
"""


def toctree(*lines: str, **options: str) -> str:
    """Return a toctree in Markdown; an option of Sphinx without a value has ''."""
    fields = [f":{name}: {value}".rstrip() for name, value in options.items()]
    return "\n".join(["```{toctree}", *fields, "", *lines, "```", ""])


def shown(html: str) -> list[tuple[str, str]]:
    """Return the target and label of each link, and each caption with the target ''."""
    items = re.findall(r'<li class="ts-comment">(.*?)</li>|<a [^>]*href="(.*?)".*?>(.*?)</a>', html)
    plain = (
        (unescape(href), re.sub("<[^>]*>", "", label or caption)) for caption, href, label in items
    )
    return [(href, unescape(text)) for href, text in plain]


def navigation(build: Build, page: str = "index.html") -> list[tuple[str, str]]:
    name = "pages of a site"
    (nav,) = re.findall(rf'<nav aria-label="{name}".*?</nav>', build.read(page), re.DOTALL)
    return shown(nav)


def branch(build: Build, page: str) -> list[tuple[str, str]]:
    (nav,) = re.findall(r'<nav class="ts-page-branch".*?</nav>', build.read(page), re.DOTALL)
    return shown(nav[nav.index("</summary>") :])


@pytest.fixture
def pages(site: Site) -> Site:
    for name in "abc":
        site.write(f"{name}.md", f"# Title {name}\n\n## Part\n")
    return site


def test_navigation_has_all_entries_of_the_toctrees(pages: Site) -> None:
    first = toctree(*ENTRIES.splitlines(), caption="Main & <more>", hidden="")
    second = toctree("c", "a", caption="More")
    pages.write("index.md", f"# Home\n\n{first}\n\n{second}")
    build = pages.build()
    assert navigation(build) == [
        ("", "# Main & <more>"),
        ("a.html", "a.md"),
        ("b.html", "Bee"),
        ("https://example.org/out", "Out"),
        ("https://example.org/bare", "https://example.org/bare"),
        ("#ts:content", "index.md"),
        ("genindex.html", "genindex.html"),
        ("search.html", "search.html"),
        ("", "# More"),
        ("c.html", "c.md"),
        ("a.html", "a.md"),
    ]
    lists = build.read("index.html").count('<ul class="ts-names">')
    assert lists == 2


def test_entries_of_the_site_itself_stand_below_the_captions(pages: Site) -> None:
    pages.write("index.md", "# Home\n\n" + toctree("a", caption="Main"))
    nav = pages.build().read("index.html").split('<ul class="ts-names">')
    assert [shown(part.partition("</ul>")[0]) for part in nav[1:]] == [
        [("", "# Main"), ("a.html", "a.md")],
        [("search.html", "search.html")],
    ]


def test_module_index_is_shown_if_there_is_one(pages: Site) -> None:
    pages.write("index.md", "# Home\n\n" + toctree("a", "modindex", "Terms <genindex>"))
    pages.write("b.md", "# B\n\n```{py:module} kettle\n```\n")
    build = pages.build()
    assert ("py-modindex.html", "py-modindex.html") in navigation(build)
    assert ("genindex.html", "Terms") in navigation(build)
    pages.conf("html_domain_indices = ['c-index']\n")
    assert "py-modindex.html" not in dict(navigation(pages.build()))
    pages.conf("html_domain_indices = False\nhtml_use_index = False\n")
    assert navigation(pages.build()) == [("a.html", "a.md"), ("search.html", "search.html")]


def test_branch_has_all_entries_of_the_toctrees(pages: Site) -> None:
    pages.write("index.md", "# Home\n\n" + toctree("guide"))
    first = toctree(*ENTRIES.splitlines(), caption="Main", maxdepth="1")
    second = toctree("c", reversed="", titlesonly="")
    pages.write("guide.md", f"# Guide\n\n{first}\n\n## Section\n\n{second}")
    build = pages.build()
    assert branch(build, "a.html") == [
        ("guide.html", "Guide"),
        ("", "# Main"),
        ("#ts:content", "Title a"),
        ("b.html", "Bee"),
        ("https://example.org/out", "Out"),
        ("https://example.org/bare", "https://example.org/bare"),
        ("guide.html", "Guide"),
        ("genindex.html", "Index"),
        ("search.html", "Search Page"),
        ("c.html", "Title c"),
    ]


def test_glob_reversed_and_toctrees_for_other_builders(pages: Site) -> None:
    pages.write("index.md", "# Home\n\n" + toctree("guide"))
    tree = toctree("part/*", glob="", reversed="")
    tree += "\n````{only} latex\n" + toctree("c") + "````\n\n````{only} html\n"
    tree += toctree("b") + "````\n"
    pages.write("guide.md", f"# Guide\n\n{tree}")
    for name in ("one", "two"):
        pages.write(f"part/{name}.md", f"# {name}\n")
    build = pages.build()
    assert branch(build, "b.html")[1:] == [
        ("part/two.html", "two"),
        ("part/one.html", "one"),
        ("#ts:content", "Title b"),
    ]


def test_document_in_two_toctrees_is_in_both_branches(pages: Site) -> None:
    pages.write("index.md", "# Home\n\n" + toctree("one", "two"))
    pages.write("one.md", "# One\n\n" + toctree("a", "b"))
    pages.write("two.md", "# Two\n\n" + toctree("Again <b>", "c"))
    build = pages.build()
    assert branch(build, "b.html") == [
        ("one.html", "One"), ("a.html", "Title a"), ("#ts:content", "Title b")
    ]  # fmt: skip
    assert branch(build, "c.html") == [
        ("two.html", "Two"), ("b.html", "Again"), ("#ts:content", "Title c")
    ]  # fmt: skip


def test_numbers_are_those_of_the_page(pages: Site) -> None:
    pages.write("index.md", "# Home\n\n" + toctree("guide", "c", numbered=""))
    pages.write("guide.md", "# Guide <kbd>G</kbd>\n\n" + toctree("a", "Bee <b>"))
    build = pages.build()
    assert navigation(build)[:2] == [("guide.html", "1. guide.md"), ("c.html", "2. c.md")]
    assert branch(build, "a.html") == [
        ("guide.html", "1. Guide G"),
        ("#ts:content", "1.1. Title a"),
        ("b.html", "1.2. Bee"),
    ]
    page = build.read("a.html")
    assert "<title>1.1. Title a · a site</title>" in page
    assert '<a href="guide.html" rel="prev">1. Guide G</a>' in page
    pages.conf("html_secnumber_suffix = ' '\n")
    assert branch(pages.build(), "a.html")[2] == ("b.html", "1.2 Bee")


def test_single_page_has_navigation_to_its_parts(pages: Site) -> None:
    tree = toctree("a", "Bee <b>", "Out <https://example.org/>", caption="Main")
    pages.write("index.md", f"# Home\n\n{tree}\n" + toctree("guide", caption="More"))
    pages.write("guide.md", "# Guide\n\n" + toctree("part"))
    pages.write("part.md", "# Part\n")
    pages.write("alone.md", "---\norphan: true\n---\n# Alone\n")
    pages.conf("html_theme_options = {'navigation': ['*', 'part', ('Alone', 'alone')]}\n")
    build = pages.build("singlehtml")
    assert navigation(build) == [
        ("", "# Main"),
        ("#document-a", "a.md"),
        ("#document-b", "Bee"),
        ("https://example.org/", "Out"),
        ("", "# More"),
        ("#document-guide", "guide.md"),
        ("#document-part", "part.md"),
    ]
    page = build.read("index.html")
    for href, _label in navigation(build):
        assert not href.startswith("#") or f'id="{href[1:]}"' in page


def test_single_page_without_toctrees_has_no_dead_links(pages: Site) -> None:
    page = pages.build("singlehtml").read("index.html")
    assert '<nav aria-label="pages of a site">' not in page


EDITS = {
    "caption": (toctree("guide", caption="Old"), toctree("guide", caption="New")),
    "title": (toctree("guide", "Old <c>"), toctree("guide", "New <c>")),
    "address": (
        toctree("guide", "X <https://example.org/1>"),
        toctree("guide", "X <https://example.org/2>"),
    ),
    "order": (toctree("guide", "c"), toctree("c", "guide")),
    "numbers": (toctree("guide", "c"), toctree("guide", "c", numbered="")),
    "depth of numbers": (toctree("guide", numbered="1"), toctree("guide", numbered="3")),
    "self": (toctree("guide", "self"), toctree("guide")),
    "index": (toctree("guide", "genindex"), toctree("guide", "Terms <genindex>")),
    "two toctrees": (toctree("guide", "c"), toctree("guide") + "\n" + toctree("c")),
}


@pytest.mark.parametrize("name", EDITS)
@pytest.mark.parametrize("where", ["root", "below", "single page"])
def test_pages_follow_an_edit_of_a_toctree(pages: Site, name: str, where: str) -> None:
    pages.write("guide.md", "# Guide\n\n" + toctree("a", "b"))
    builder = "singlehtml" if where == "single page" else "html"
    before, after = EDITS[name]
    path = "part.md" if where == "below" else "index.md"
    if where == "below":
        pages.write("index.md", "# Home\n\n" + toctree("part"))
    pages.write(path, f"# Page\n\n{before}")
    pages.build(builder)
    pages.write(path, f"# Page\n\n{after}")
    assert_same_files(pages.build(builder), pages.clean_build(builder), name)


def test_pages_follow_the_module_index(pages: Site) -> None:
    pages.write("index.md", "# Home\n\n" + toctree("guide"))
    pages.write("guide.md", "# Guide\n\n" + toctree("a", "b", "modindex"))
    pages.build()
    pages.write("b.md", "# B\n\n```{py:module} kettle\n```\n")
    build = pages.build()
    assert_same_files(build, pages.clean_build(), "with a module")
    assert ("py-modindex.html", "Module Index") in branch(build, "a.html")
