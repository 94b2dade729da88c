"""Listings and text pages under every builder that a project may use."""

from __future__ import annotations

import posixpath
import re
import zipfile
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest

from tests.helpers.build_output import build_warnings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conftest import Build, Site

MD_LISTS = """# Lists

```{blog-index}
:tags: helm
```

```{blog-index}
:limit: 1
:format: short
:command: ls mine
```

```{blog-index}
:tags: ocean
:sort: title
```
"""
RST_LISTS = """RST lists
=========

.. blog-index::
   :sort: date

.. blog-index::
   :format: short
   :tags: helm, ocean
"""
CONF: dict[str, Any] = {"copyright": "Ada", "version": "1", "man_show_urls": True}


@pytest.fixture(autouse=True)
def _listings(site: Site) -> None:
    """Write listings on three pages, a post in the toctree and a post in no toctree."""
    toctree = "```{toctree}\nlists\nrst-lists\npost/inside\n```\n"
    site.write("index.md", f"# Home\n\n{toctree}\n```{{blog-index}}\n```\n")
    site.write("lists.md", MD_LISTS)
    site.write("rst-lists.rst", RST_LISTS)
    site.post("inside", title="An inside post", date="2020-02-01", tags="[helm, ocean]")
    site.post("out side/index", title="Out / side", date="2020-01-01", tags="[helm]")


def text_of(build: Build) -> str:
    """Return the text of all files of *build*, without markup, white space collapsed."""
    texts = [
        data.decode("utf-8", "replace")
        for name, data in build.files().items()
        if name.endswith(
            (".html", ".txt", ".tex", ".1", ".texi", ".xml", ".pseudoxml", ".xhtml", ".fjson")
        )
        and not name.startswith(("_static/", "_sources/", "genindex", "search"))
    ]
    text = unescape(re.sub(r"<[^>]*>|\\n", " ", " ".join(texts)))
    text = text.replace(r"\sphinxhyphen{}", "-").replace(r"\-", "-")
    return " ".join(text.split())


ROW = r"2020-0{month}-01.{{1,50}}?1 min.{{1,120}}?{title}"


@pytest.mark.parametrize(
    "builder",
    ["html", "dirhtml", "singlehtml", "epub", "latex", "text", "transcript", "man", "texinfo",
     "xml", "pseudoxml", "json"],
)  # fmt: skip
def test_every_builder_shows_the_rows(site: Site, builder: str) -> None:
    build = site.build(builder, **CONF)
    assert build_warnings(build) == []
    text = text_of(build)
    inside = re.findall(ROW.format(month=2, title="An inside post"), text)
    outside = re.findall(ROW.format(month=1, title="Out ?/ ?side"), text)
    # On the home page, twice in lists.md and once in rst-lists.rst.
    assert len(inside) >= 4, text
    assert len(outside) >= 3, text
    assert "ls mine" in text
    assert "blog_index" not in text


@pytest.mark.parametrize("builder", ["json", "pickle", "htmlhelp", "qthelp", "dummy", "changes"])
def test_builder_runs_under_another_theme(site: Site, builder: str) -> None:
    build = site.build(
        builder, html_theme="basic", suppress_warnings=["misc.copy_overwrite"], **CONF
    )
    assert build_warnings(build) == []
    if builder == "json":
        assert "An inside post" in build.read("lists.fjson")


def test_gettext_extracts_no_rows(site: Site) -> None:
    build = site.build("gettext", gettext_compact=False)
    messages = {
        name: re.findall(r'^msgid "(.+)"$', data.decode(), re.MULTILINE)
        for name, data in build.files().items()
    }
    assert build_warnings(build) == []
    assert messages == {
        "index.pot": ["Home"],
        "lists.pot": ["Lists"],
        "rst-lists.pot": ["RST lists"],
        "post/inside.pot": ["An inside post", "Text.", "helm", "ocean"],
        "post/out side/index.pot": ["Out / side", "Text.", "helm"],
    }


def pages_of(build: Build, builder: str) -> dict[str, str]:
    """Return the HTML files of *build* by path; for EPUB, those in the archive."""
    if builder == "epub":
        with zipfile.ZipFile(next(build.outdir.glob("*.epub"))) as book:
            return {name: book.read(name).decode("utf-8", "replace") for name in book.namelist()}
    return {name: data.decode("utf-8", "replace") for name, data in build.files().items()}


def dead_links(files: Mapping[str, str]) -> list[str]:
    """Return the relative links of the HTML pages in *files* that have no target."""
    dead = []
    pages = {name: text for name, text in files.items() if name.endswith((".html", ".xhtml"))}
    for name, text in pages.items():
        base = re.search('<base href="/([^"]*)">', text)
        folder = base[1] if base else posixpath.dirname(name)
        for href in map(unescape, re.findall(r'<(?:a|link)\b[^>]*? href="([^"]*)"', text)):
            parts = urlsplit(href)
            if parts.scheme:
                continue
            target = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
            target = name if not parts.path else target
            candidates = [target, posixpath.normpath(f"{target}/index.html")]
            found = next((files[each] for each in candidates if each in files), None)
            if found is None or (parts.fragment and f'id="{unquote(parts.fragment)}"' not in found):
                dead.append(f"{name}: {href}")
    return dead


@pytest.mark.parametrize(("builder", "theme"), [
    ("html", "transcript"),
    ("html", "basic"),
    ("dirhtml", "transcript"),
    ("dirhtml", "basic"),
    ("epub", "epub"),
    ("epub", "transcript"),
    ("singlehtml", "transcript"),
    ("singlehtml", "basic"),
])  # fmt: skip
def test_there_are_no_dead_links(site: Site, builder: str, theme: str) -> None:
    build = site.build(builder, html_theme=theme, epub_theme=theme, **CONF)
    files = pages_of(build, builder)
    dead = dead_links(files)
    if (builder, theme) == ("singlehtml", "basic"):  # Sphinx's own template has two dead links.
        dead = [link for link in dead if not link.endswith((": genindex.html", ": search.html"))]
    assert any("An inside post</a>" in text for text in files.values())
    assert dead == []


def test_helper_finds_dead_links() -> None:
    page = '<a class="x" href="b.html">b</a><a href="c/#d">c</a><a href="#here">h</a>'
    assert dead_links({"a.html": page, "c/index.html": ""}) == [
        "a.html: b.html", "a.html: c/#d", "a.html: #here"
    ]  # fmt: skip


def test_singlehtml_does_not_link_a_post_outside_the_page(site: Site) -> None:
    page = site.build("singlehtml").read("index.html")
    assert 'href="#document-post/inside">An inside post</a>' in page
    assert "</span>Out / side</p>" in page
    assert "Out / side</a>" not in page
    assert 'id="document-post/inside"' in page


@pytest.mark.parametrize(("builder", "name", "link"), [
    ("latex", "asite.tex", r"[\detokenize{post/inside::doc}]{\sphinxcrossref{An inside post}}"),
    ("texinfo", "asite.texi", ",,An inside post}"),
])  # fmt: skip
def test_book_does_not_link_a_post_outside_it(
    site: Site, builder: str, name: str, link: str
) -> None:
    book = site.build(builder).read(name)
    assert link in book
    assert re.search(r"Out / side\s", book)
    assert not re.search(r"Out / side}", book)


def test_manual_page_has_no_empty_urls(site: Site) -> None:
    page = site.build("man").read("asite.1")
    assert "An inside post" in page
    assert "<>" not in page


@pytest.mark.parametrize(
    ("builder", "text_page"), [("html", "{}.txt"), ("dirhtml", "{}/index.txt")]
)
def test_each_page_has_a_text_page_and_links_it(site: Site, builder: str, text_page: str) -> None:
    build = site.build(builder)
    name = text_page.format("post/inside")
    page = build.read(name.replace(".txt", ".html"))
    assert build.read(name) == "$ cat post/inside.md\n\nAn inside post\n\n\nText.\n"
    assert f'<link rel="alternate" type="text/plain" href="{posixpath.basename(name)}">' in page
    assert build.read("post/out side/index.txt").startswith(
        "$ cat 'post/out side/index.md'\n\nOut / side\n"
    )
    assert build.read("index.txt").startswith("$ cat index.md\n\nHome\n")
    assert "2020-02-01  1 min  An inside post" in build.read("index.txt")
    text_pages = {
        name for name in build.files() if name.endswith(".txt") and not name.startswith("_")
    }
    assert len(text_pages) == 5


@pytest.mark.parametrize(
    ("builder", "name"), [("html", "lists.txt"), ("dirhtml", "lists/index.txt")]
)
@pytest.mark.parametrize("times", [1, 2])
def test_extra_file_takes_precedence_over_the_text_page(
    site: Site, builder: str, name: str, times: int
) -> None:
    site.write(f"extra/{name}", "mine\n")
    for _ in range(times):
        build = site.build(builder, html_extra_path=["extra"], exclude_patterns=["extra"])
    assert build.read(name) == "mine\n"
    assert "text/plain" not in build.read(name.replace(".txt", ".html"))
    assert "text/plain" in build.read("index.html")


def test_extra_file_listed_by_name_takes_precedence_over_the_text_page(site: Site) -> None:
    site.write("extra/index.txt", "mine\n")
    build = site.build(html_extra_path=["extra/index.txt"])
    assert build.read("index.txt") == "mine\n"
