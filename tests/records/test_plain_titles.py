"""A title in front matter is plain text: wherever it is shown, it is as it was typed."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.theme import search_titles
from tests.conftest import Site
from tests.helpers.build_output import build_warnings
from tests.helpers.site_reader import WITH_BASE, atom, json_items, page

if TYPE_CHECKING:
    from tests.conftest import Build

TITLES = [
    "git log --oneline",
    "*args and **kwargs",
    "a_b_ and __init__ and a__",
    "Use `git log` or ``git  diff``",
    "The type <T> & <b>bold</b>",
    "AT&amp;T &copy; &lt;",
    "\"double\" and 'single', it's",
    "$x$ and $$y$$",
    "Wait... what--when --- why",
    "[a link](x.md) and ![an image](y.png)",
    "|sub| :role:`x` {doc}`y` :doc:`z`",
    "{{ name }} and {% raw %}",
    "a\\*b \\(x\\) C:\\new",
    "1. no list",
    "# no heading",
    "- no item",
    "https://example.org/a_b?c=d&e",
    "A note [^1] [1]_ [#x]_ `a`_ `b`__ _`c`",
    "~~gone~~ ^up^ ==mark== (c) (tm) +-",
    "It ends with::",
    "% no comment",
    "> no quotation",
    ".. no directive::",
    "Same -- as 'below'",
    "Same *as* `below`",
]
CONF = WITH_BASE + (
    'myst_enable_extensions = ["dollarmath", "substitution", "replacements", "smartquotes", '
    '"strikethrough", "deflist", "tasklist", "colon_fence", "attrs_inline"]\n'
    'myst_substitutions = {"name": "substituted"}\n'
    'rst_epilog = ".. |sub| replace:: substituted"\n'
)


def sources(suffix: str) -> dict[str, str]:
    """Return the posts of the suffix, by file name."""
    posts = {}
    for number, title in enumerate(TITLES):
        day = f"2020-01-{number + 1:02}"
        same = title if title.startswith("Same") else ""
        if suffix == "md":
            body = f"# {same}\n\nText.\n" if same else "Text.\n"
            source = f"---\ntitle: {json.dumps(title)}\ndate: {day}\n---\n\n{body}"
        else:
            body = f"{same}\n{'=' * 40}\n\nText.\n" if same else "Text.\n"
            source = f":title: {title}\n:date: {day}\n\n{body}"
        posts[f"post/p{number:02}.{suffix}"] = source
    return posts


def shown(title: str) -> str:
    return " ".join(title.split())


def inner(pattern: str, text: str) -> list[str]:
    """Return the text of the elements that match, without tags."""
    found = re.findall(pattern, text, re.DOTALL)
    return [" ".join(unescape(re.sub("<[^>]*>", "", each)).split()) for each in found]


@pytest.fixture(scope="module", params=["md", "rst"])
def build(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Build:
    site = Site(tmp_path_factory.mktemp("titles"))
    site.conf(CONF)
    posts = sources(request.param)
    names = "\n".join(name.rsplit(".", maxsplit=1)[0] for name in posts)
    site.write("index.md", f"# Home\n\n```{{toctree}}\n{names}\n```\n\n```{{blog-index}}\n```\n")
    for name, source in posts.items():
        site.write(name, source)
    build: Build = site.build()
    assert build_warnings(build) == []
    return build


EACH = pytest.mark.parametrize(("number", "title"), list(enumerate(TITLES)), ids=TITLES)


@EACH
def test_page_has_the_title_as_typed(build: Build, number: int, title: str) -> None:
    text = build.read(f"post/p{number:02}.html")
    assert inner(r"<h1[^>]*>(.*?)(?:<a class=\"headerlink|</h1>)", text) == [shown(title)]
    assert inner(r"<title>(.*?)</title>", text) == [f"{shown(title)} · a site"]
    tags = page(build, f"post/p{number:02}")
    assert tags.meta("og:title") == [shown(title)]
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    assert json.loads(data)["headline"] == shown(title)


@EACH
def test_text_page_has_the_title_as_typed(build: Build, number: int, title: str) -> None:
    lines = build.read(f"post/p{number:02}.txt").splitlines()
    assert lines[2] == shown(title)


def test_listing_toctree_feeds_and_search_have_the_titles_as_typed(build: Build) -> None:
    home = build.read("index.html")
    expected = [shown(title) for title in TITLES]
    assert inner(r'<li class="toctree-l1"><a [^>]*>(.*?)</a>', home)[: len(TITLES)] == expected
    rows = inner(r"<li><p><time.*?<a [^>]*>(.*?)</a>", home)
    assert rows[: len(TITLES)] == expected[::-1]
    in_feed = [entry.title for entry in atom(build).entries]
    assert len(in_feed) >= 10
    assert in_feed == expected[::-1][: len(in_feed)]
    assert [item["title"] for item in json_items(build)] == in_feed
    index = json.loads(build.read("searchindex.js").removeprefix("Search.setIndex(")[:-1])
    indexed = [unescape(each) if search_titles.ARE_HTML else each for each in index["titles"]]
    assert set(expected) <= set(indexed)
    text = build.read("index.txt")
    assert [title for title in expected if title not in text] == []


@EACH
def test_neighbours_have_the_title_as_typed(build: Build, number: int, title: str) -> None:
    other = number + 1 if number + 1 < len(TITLES) else number - 1
    text = build.read(f"post/p{other:02}.html")
    assert shown(title) in inner(rf'<a [^>]*href="p{number:02}\.html"[^>]*>(.*?)</a>', text)


@pytest.mark.parametrize("suffix", ["md", "rst"])
@pytest.mark.parametrize(
    ("builder", "names", "quoted"),
    [
        ("epub", ["nav.xhtml", "toc.ncx", "post/p00.xhtml"], "git log --oneline"),
        ("dirhtml", ["post/p00/index.html", "index.html"], "git log --oneline"),
        ("latex", ["asite.tex"], r"git log \sphinxhyphen{}\sphinxhyphen{}oneline"),
        ("texinfo", ["asite.texi"], "@chapter git log --oneline"),
        ("gettext", ["post.pot"], 'msgid "git log --oneline"'),
        ("json", ["post/p00.fjson", "index.fjson"], "git log --oneline"),
        ("text", ["post/p00.txt", "index.txt"], "git log --oneline"),
    ],
)
def test_other_builders_have_the_title_as_typed(
    site: Site, suffix: str, builder: str, names: list[str], quoted: str
) -> None:
    toctree = "```{toctree}\npost/p00\n```\n\n```{blog-index}\n```\n"
    site.write("index.md", f"# Home\n\n{toctree}")
    name, source = next(iter(sources(suffix).items()))
    site.write(name, source)
    build = site.build(builder, copyright="Ada", version="1")
    assert build_warnings(build) == []
    for each in names:
        assert quoted in build.read(each)
        assert "–oneline" not in build.read(each)


def test_title_of_a_heading_has_typographic_quotes(site: Site) -> None:
    """Only front matter is plain text."""
    site.post("x", date="2020-01-01", body='# It\'s *all* -- "markup"\n')
    page = site.build().read("post/x.html")
    assert "<h1>It’s <em>all</em> – “markup”" in page
