"""The line above a post: its date, reading time and authors."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from tests.helpers.build_output import build_warnings
from tests.helpers.page_commands import PageParser

if TYPE_CHECKING:
    from tests.conftest import Build, Site

_BYLINE = re.compile(r'<p class="ts-post-head">(.*?)</p>')
_FACTS = re.compile(r'<section class="ts-post-facts".*?</section>', re.DOTALL)


def text(html: str) -> str:
    return " ".join(unescape(re.sub("<[^>]*>", "", html)).split())


def byline(build: Build, name: str = "a") -> str:
    found = _BYLINE.findall(build.read(f"post/{name}.html"))
    return text(found[0]) if found else ""


def facts(build: Build, name: str = "a") -> list[str]:
    """Return the command below the post *name*, and the facts that it prints."""
    found = _FACTS.search(build.read(f"post/{name}.html"))
    return [text(line) for line in re.findall("<p.*?</p>", found[0])] if found else []


@pytest.fixture
def blog(site: Site) -> Site:
    site.post(
        "a", title="A", date="2016-09-26", tags="[helm]", authors="[Ada Marsh, Ivo Brandt]",
        updated="2016-10-01",
    )  # fmt: skip
    site.post("b", title="B", date="2016-09-27")
    return site


def test_line_stands_above_the_post_and_outside_of_it(blog: Site) -> None:
    build = blog.build()
    assert byline(build) == "# 2016-09-26 · 1 min · Ada Marsh, Ivo Brandt"
    # The author of conf.py.
    assert byline(build, "b") == "# 2016-09-27 · 1 min · Ada"
    page = build.read("post/a.html")
    main = page.partition("<main")[2]
    assert main.index("ts-post-head") < main.index("<article") < main.index("<kbd>cat post/a.md")
    assert '<time datetime="2016-09-26">2016-09-26</time>' in main.partition("<article")[0]
    assert 'href="../author/ada-marsh/index.html">Ada Marsh</a>' in main.partition("<article")[0]
    assert build.read("post/a.txt") == "$ cat post/a.md\n\nA\n\n\nText.\n"
    # Below stands the rest, by the command that finds just these keys; without any, nothing.
    assert facts(build) == [
        "$ grep -E '^(updated|tags):' $_ # updated, tags",
        "updated 2016-10-01 · #helm",
    ]
    assert facts(build, "b") == []


@pytest.mark.parametrize("where", ["above", "below", "both", "none"])
def test_option_says_where(blog: Site, where: str) -> None:
    build = blog.build(html_theme_options={"byline": where})
    assert (byline(build) != "") == (where in {"above", "both"})
    command, values = facts(build)
    is_below = where in {"below", "both"}
    assert command == (
        "$ grep -E '^(date|updated|tags|authors):' $_ # date, updated, tags, authors"
        if is_below
        else "$ grep -E '^(updated|tags):' $_ # updated, tags"
    )
    assert ("1 min · Ada Marsh, Ivo Brandt" in values) == is_below
    assert values.startswith("2016-09-26 · updated" if is_below else "updated 2016-10-01")
    assert len(facts(build, "b")) == (2 if is_below else 0)


def test_unknown_value_of_the_option_is_named(blog: Site) -> None:
    build = blog.build(html_theme_options={"byline": "abov"})
    assert byline(build).startswith("# 2016-09-26")
    assert [line.partition("WARNING: ")[2] for line in build_warnings(build)] == [
        "html_theme_options: byline = 'abov' is not one of above, below, both, none; did you mean "
        "'above'; the default is used [transcript.theme_option]"
    ]


def test_posts_in_other_states_and_languages(site: Site) -> None:
    site.post("a", title="A", draft="true", author="Ada")
    site.post("b", title="ب", date="2016-09-27", language="ar", author="<b>")
    build = site.build(transcript_drafts=True, language="de")
    assert byline(build) == "# ohne Datum · 1 Min. · Ada"
    assert byline(build, "b") == "# 2016-09-27 · 1 Min. · <b>"
    page = build.read("post/b.html")
    assert "<b>" not in page
    # The language of the post is that of its text, not of what stands around it.
    assert page.index("ts-post-head") < page.index('<article lang="ar"')


def test_document_has_no_line(blog: Site) -> None:
    build = blog.build()
    assert "ts-post-head" not in build.read("index.html")
    assert "ts-post-head" not in build.read("tag/helm/index.html")


def test_commands_of_the_page_are_those_of_the_option(blog: Site) -> None:
    parser = PageParser()
    parser.feed(blog.build(html_theme_options={"hidden_blocks": ["facts"]}).read("post/a.html"))
    assert not [each for each in parser.commands if "updated" in each.command]
