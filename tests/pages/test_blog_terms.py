"""The directive ``blog-terms`` lists terms and years with the number of their posts."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from tests.helpers.page_commands import PageParser
from tests.helpers.site_links import broken_links
from tests.shell.bash import run

if TYPE_CHECKING:
    from tests.conftest import Build, Site

_ROW = re.compile(r"<li><p>(.*?)</p>", re.DOTALL)


@pytest.fixture
def blog(site: Site) -> Site:
    """Return a site with three posts."""
    keys = {"category": "ops", "series": "The long way", "author": "Ada Marsh"}
    site.post("a", title="A", date="2016-01-01", tags="[helm, dns]", **keys)
    site.post("b", title="B", date="2016-02-01", tags="[helm]", **keys)
    site.post(
        "c", title="C", date="2015-02-01", tags="[zfs, helm]", category="ops, dev", author="Ivo"
    )
    return site


def built(site: Site, directive: str, **options: object) -> Build:
    site.write("index.md", f"# Home\n\n```{{blog-terms}} {directive}\n```\n")
    return site.build(**options)  # type: ignore[arg-type]


def rows(build: Build, page: str = "index.html") -> list[str]:
    """Return the text of each row on *page*."""
    found = re.search(r'<ul class="[^"]*ts-term-rows-.*?</ul>', build.read(page), re.DOTALL)
    items = _ROW.findall(found[0]) if found else []
    return [unescape(re.sub("<[^>]*>", "", item)) for item in items]


def command(build: Build) -> tuple[str, str]:
    """Return the command of the list and its comment; '' if there is none."""
    parser = PageParser()
    parser.feed(build.read("index.html").partition("<main")[2])
    found = [each for each in parser.commands if "cat index" not in each.command]
    return (found[0].command, found[0].comment) if found else ("", "")


@pytest.mark.parametrize(
    ("directive", "expected", "comment"),
    [
        ("tags", ["3 helm", "1 dns", "1 zfs"], "tags by number of posts, 3"),
        ("tags\n:limit: 2", ["3 helm", "1 dns"], "tags by number of posts, 2 of 3"),
        ("tags\n:sort: name", ["1 dns", "3 helm", "1 zfs"], "tags, 3"),
        ("tags\n:sort: -name\n:limit: 1", ["1 zfs"], "tags, 1 of 3"),
        ("tags\n:format: short", ["helm", "dns", "zfs"], "tags by number of posts, 3"),
        ("tags\n:format: short\n:sort: name", ["dns", "helm", "zfs"], "tags, 3"),
        ("authors", ["2 Ada Marsh", "1 Ivo"], "authors by number of posts, 2"),
        ("series", ["2 The long way"], "series by number of posts, 1"),
        ("years", ["2 2016", "1 2015"], "years, 2"),
        ("years\n:sort: name", ["1 2015", "2 2016"], "years, 2"),
        ("years\n:limit: 1", ["2 2016"], "years, 1 of 2"),
    ],
)
def test_terms_are_listed_by_the_command_above_them(
    blog: Site, directive: str, expected: list[str], comment: str
) -> None:
    build = built(blog, directive)
    assert build.warnings == ""
    assert rows(build) == expected
    typed, words = command(build)
    assert words == f"# {comment}"
    printed = run(f"{typed} {words}", blog.srcdir).splitlines()
    assert [line.strip() for line in printed] == expected
    assert build.read("index.html").count(f'aria-label="{comment}"') == 1
    assert broken_links(build) == []
    # The plain text has the command, and no comment.
    lines = build.read("index.txt").splitlines()
    assert f"$ {typed}" in lines
    assert [
        line for line in expected if line not in [" ".join(each.split()) for each in lines]
    ] == []


def test_categories_that_no_command_counts_have_a_heading(blog: Site) -> None:
    build = built(blog, "categories")
    assert rows(build) == ["3 ops", "1 dev"]
    assert command(build) == ("", "")
    assert "categories</p>" in build.read("index.html")
    assert "\ncategories\n" in build.read("index.txt")


def test_rows_lead_to_pages_and_a_limit_to_all_terms(blog: Site) -> None:
    page = built(blog, "tags\n:limit: 2").read("index.html")
    assert 'href="tag/helm/index.html">helm</a>' in page
    assert re.search(r'<a class="ts-next[^"]*" href="tag/index.html">1 more</a>', page)
    page = built(blog, "tags\n:limit: 2", transcript_pages=["post"]).read("index.html")
    assert rows(blog.build(transcript_pages=["post"])) == ["3 helm", "1 dns"]
    assert ">helm</a>" not in page
    assert "more</a>" not in page


@pytest.mark.parametrize(
    ("directive", "message", "expected"),
    [
        ("tag", "'tag' can't be listed; did you mean 'tags'?", []),
        ("", "lists nothing (accepted: tags, categories, authors, series, years)", []),
        (
            "tags\n:limt: 1",
            "unknown option 'limt'; did you mean 'limit'?",
            ["3 helm", "1 dns", "1 zfs"],
        ),
        ("series\n:sort: up", "sort: unknown value 'up' (accepted: count,", ["2 The long way"]),
        ("years\n\nText.", "takes no content", ["2 2016", "1 2015"]),
    ],
)
def test_mistakes_give_one_located_warning(
    blog: Site, directive: str, message: str, expected: list[str]
) -> None:
    build = built(blog, directive)
    assert build.warnings.count("WARNING") == 1
    assert f"index.md:3: WARNING: blog-terms: {message}" in build.warnings
    assert "[transcript.blog_terms]" in build.warnings
    assert rows(build) == expected
    assert built(blog, directive, suppress_warnings=["transcript.blog_terms"]).warnings == ""


def test_blog_without_terms(site: Site) -> None:
    site.post("a", title="A", date="2016-01-01")
    assert "no posts yet" in built(site, "tags").read("index.html")
    assert "none <yet>" in built(site, "series\n:empty: none <yet>").read("index.txt")


@pytest.mark.parametrize(
    "builder", ["singlehtml", "epub", "text", "latex", "transcript", "dirhtml"]
)
def test_each_builder_shows_the_rows(blog: Site, builder: str) -> None:
    build = built(blog, "tags\n:limit: 2", builder=builder)
    assert "unknown node" not in build.warnings
    names = [
        name
        for name in build.files()
        if name.endswith((".txt", ".tex", "index.html", "index.xhtml"))
    ]
    text = "".join(build.read(name) for name in names)
    assert re.search(r"3\W*(?:<[^>]*>|\s|\{|\}|\\\w+)*helm", text)
    # These have no pages of terms.
    if builder in {"singlehtml", "epub"}:
        assert "tag/" not in text


@pytest.mark.parametrize("theme", ["alabaster", "furo"])
def test_other_themes_show_the_rows_without_a_command(blog: Site, theme: str) -> None:
    pytest.importorskip(theme)
    build = built(blog, "tags", html_theme=theme)
    assert rows(build) == ["3 helm", "1 dns", "1 zfs"]
    assert "uniq -c" not in build.read("index.html")
    assert ">tags</p>" in build.read("index.html")


def test_rows_follow_the_posts(blog: Site) -> None:
    built(blog, "tags\n:limit: 2")
    path = blog.post("d", title="D", date="2014-01-01", tags="[zfs, new]")
    build, clean = blog.build(), blog.clean_build()
    assert rows(build) == ["3 helm", "2 zfs"]
    assert build.read("index.html") == clean.read("index.html")
    assert "2 more</a>" in build.read("index.html")
    path.unlink()
    build, clean = blog.build(), blog.clean_build()
    assert rows(build) == ["3 helm", "1 dns"]
    assert build.read("index.html") == clean.read("index.html")


def test_term_names_are_escaped(site: Site) -> None:
    site.post("a", title="A", date="2016-01-01", tags="['<b>&', dns]")
    page = built(site, "tags").read("index.html")
    assert "&lt;b&gt;&amp;" in page
    assert "<b>" not in page
