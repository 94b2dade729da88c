"""Generated pages and redirects never meet a file that the site has anyway."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin

import pytest

from sphinx_transcript.blog.taxonomy import TERM_KINDS, term_slug
from sphinx_transcript.support.file_names import (
    casefold_path,
    ignores_case,
    path_problem,
    windows_device,
)
from tests.helpers.site_links import broken_links
from tests.helpers.site_reader import BASE, WITH_BASE

if TYPE_CHECKING:
    from tests.conftest import Site

ATOM = "{http://www.w3.org/2005/Atom}"
NAMES = [
    "index.html", "index", "index.txt", "index.htm", "feed.xml", "feed.json", "page", "CON", "nul",
    "Nul.txt", "com1", "lpt9.html", "aux.", "prn .x", "conin$", "..", ".", "a/b", "/", "🎉",
    "🎉🎉", "😀", "!!!", "x" * 300, "日本" * 100, "e\u0301t\u00e9", "trailing.", ".hidden", "-dash",
    "a:b", 'q"<>|*?', "page/2", "2", "foo.html", "foo.txt", "back\\slash", "Straße", "İ",
]  # fmt: skip
ORPHAN = "---\norphan: true\n---\n\n# Own\n"


def feed_id(data: bytes, path: str = "") -> str | None:
    return ET.fromstring(data).findtext(f"{path}{ATOM}id")  # noqa: S314 (our own)


@pytest.mark.parametrize("name", NAMES)
def test_slug_is_a_file_name_on_every_system(name: str) -> None:
    slug = term_slug(name)
    assert slug
    assert path_problem(slug) == ""
    assert not re.fullmatch(r"index(\..*)?|page|feed\.(xml|json)", slug)
    assert slug == slug.strip(". -")
    assert not set(slug) & set('/\\:*?"<>|')


def test_slugs_differ_on_systems_that_ignore_case() -> None:
    slugs = {casefold_path(term_slug(name)) for name in NAMES}
    assert len(slugs) == len(NAMES)
    # Names that differ in case or in the composition of letters are one term, as they were.
    assert term_slug("e\u0301t\u00e9") == term_slug("Ét\u00e9")
    assert term_slug("INDEX.html") == term_slug("index.HTML")


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("kind", TERM_KINDS)
def test_each_term_has_its_page_and_its_feed(site: Site, kind: str, builder: str) -> None:
    site.conf(WITH_BASE + "transcript_paginate = 1\n")
    key = {"tag": "tags", "category": "categories", "author": "authors"}.get(kind, kind)
    for number, name in enumerate(NAMES):
        value = json.dumps(name, ensure_ascii=False)
        value = value if kind == "series" else f"[{value}]"
        site.post(f"a{number}", title="A", date="2020-01-01", **{key: value})
        site.post(f"b{number}", title="B", date="2020-01-02", **{key: value})
    site.write(f"{kind}/foo.md", ORPHAN)
    build = site.build(builder)
    blocked = [line for line in build.warning_lines if "[transcript.slug]" in line]
    assert build.warning_lines == blocked
    if builder == "html":
        # The document has the pages foo.html and foo.txt, which can't be folders as well.
        assert len(blocked) == 4
        assert f"the page '{kind}/foo.html/index.html' can't be written" in blocked[0]
    else:
        assert blocked == []
    files = build.files()
    for number, name in enumerate(NAMES):
        slug = term_slug(name)
        if builder == "html" and slug in {"foo.html", "foo.txt"}:
            assert f"{kind}/{slug}" in files
            continue
        for page in ("index.html", "page/2/index.html", "feed.xml"):
            assert f"{kind}/{slug}/{page}" in files, name
        feed = ET.fromstring(files[f"{kind}/{slug}/feed.xml"])  # noqa: S314 (our own)
        link = feed.find(f"{ATOM}link[@rel='self']")
        assert link is not None
        assert link.get("href") == f"{BASE}{kind}/{quote(slug)}/feed.xml"
        assert len(feed.findall(f"{ATOM}entry")) == 2
        post = f"post/a{number}/index.html" if builder == "dirhtml" else f"post/a{number}.html"
        links = re.findall(r'href="([^"#]+)"', files[post].decode())
        targets = {unquote(urljoin(f"/{post}", link)) for link in links}
        end = "" if builder == "dirhtml" else "index.html"
        assert f"/{kind}/{slug}/{end}" in targets
    # The page 404.html is relative to the path of the base URL.
    assert [line for line in broken_links(build) if not line.startswith("404.html:")] == []
    assert site.build(builder).files() == files == site.clean_build(builder).files()


def test_ids_of_feeds_do_not_follow_the_address(site: Site) -> None:
    site.conf(WITH_BASE)
    site.post("a", title="A", date="2020-01-01", tags="[page, con, dns]")
    build = site.build()
    for name in ("page", "con", "dns"):
        feed = build.files()[f"tag/{term_slug(name)}/feed.xml"]
        assert feed_id(feed) == f"{BASE}tag/{name}/feed.xml"


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_folder_of_documents_with_the_name_of_a_page(site: Site, builder: str) -> None:
    """The source post/index.html.md is a page of its own, and the list of posts gives way."""
    site.post("index.html", title="A", date="2020-01-01", tags="[t]")
    site.write("tag/index.html/x.md", ORPHAN)
    build = site.build(builder)
    name = "post/index.html/index.html" if builder == "dirhtml" else "post/index.html.html"
    assert name in build.files()
    blocked = [line for line in build.warning_lines if "can't be written" in line]
    assert build.warning_lines == blocked
    assert any("'tag/index.html'" in line for line in blocked)
    assert any("'post/index.html'" in line for line in blocked) is (builder == "dirhtml")
    assert "tag/t/index.html" in build.files()
    assert broken_links(build) == []


def test_extra_file_with_the_name_of_a_folder(site: Site) -> None:
    site.conf(WITH_BASE + "html_extra_path = ['extra']\n")
    site.write("extra/tag/dns", "a file")
    site.post("a", title="A", date="2020-01-01", tags="[dns, t]", aliases="[/tag/dns/x/]")
    build = site.build()
    assert build.read("tag/dns") == "a file"
    assert "tag/t/feed.xml" in build.files()
    assert "the page 'tag/dns/index.html' can't be written, because" in build.warnings
    assert "the address '/tag/dns/x/' can't be a folder and a file: tag/dns" in build.warnings
    assert len(build.warning_lines) == 2


def test_document_that_differs_in_case_wins_where_the_system_ignores_case(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.post("a", title="A", date="2020-01-01", tags="[dns]", aliases="[/Post/A/, /Old/]")
    site.post("b", title="B", date="2020-01-02", aliases="[/OLD/, /old/x.html]")
    site.write("tag/DNS/index.md", ORPHAN)
    build = site.build("dirhtml")
    assert build.warning_lines == []
    names = ("tag/dns", "Old", "OLD", "Post/A")
    assert {f"{name}/index.html" for name in names} <= build.files().keys()
    for module in ("support.html_builders", "pages.generated.file_conflicts"):
        monkeypatch.setattr(f"sphinx_transcript.{module}.ignores_case", lambda folder: True)
    build = site.clean_build("dirhtml")
    pages = [name for name in build.files() if not name.startswith("_")]
    assert len(set(map(casefold_path, pages))) == len(pages)
    assert "Own" in build.read("tag/DNS/index.html")
    (warning,) = build.warning_lines
    assert "the address '/OLD/' is that of post/a" in warning


def test_this_file_system_is_asked(site: Site) -> None:
    (site.folder / "Probe").mkdir()
    expected = (site.folder / "pROBE").exists()
    assert ignores_case(str(site.folder / "Probe")) is expected


@pytest.mark.parametrize(
    ("alias", "problem"),
    [
        ("/aux/", "'aux' is a reserved name on Windows"),
        ("/Con.html", "'Con.html' is a reserved name on Windows"),
        ("/a/LPT1.old/b/", "'LPT1.old' is a reserved name on Windows"),
        ("/why.../", "Windows leaves out the end of 'why...'"),
        ("/b%20/", "Windows leaves out the end of 'b '"),
        ("/" + "x" * 300 + "/", "a name in it has 300 bytes; 255 are allowed"),
        ("/" + "ü" * 128 + ".html", "a name in it has 261 bytes"),
        ("/a" * 1200 + "/", "is too long"),
        ("/post/a.txt/", "can't be a folder and a file: post/a.txt"),
        ("/tag/t/feed.xml/", "can't be a folder and a file: tag/t/feed.xml"),
        ("/folder.html", "can't be a folder and a file: folder.html/x"),
    ],
)
def test_alias_at_which_no_page_can_be_written_is_left_out_and_stays_the_id(
    site: Site, alias: str, problem: str
) -> None:
    site.conf(WITH_BASE)
    site.post("a", title="A", date="2020-01-01", tags="[t]", aliases=f'["{alias}"]')
    site.write("folder.html/x.md", ORPHAN)
    build = site.build()
    (warning,) = build.warning_lines
    assert problem in warning
    assert "[transcript.alias]" in warning
    expected = quote(unquote(alias.removeprefix("/")))
    assert feed_id(build.files()["feed.xml"], f"{ATOM}entry/") == BASE + expected
    assert site.build().files() == site.clean_build().files()


@pytest.mark.parametrize(
    "alias", ["/feed.xml/", "/.buildinfo/x/", "/_modules/a.html", "/index.html/"]
)
def test_alias_below_a_file_of_the_build_is_left_out(site: Site, alias: str) -> None:
    site.conf(WITH_BASE)
    site.post("a", title="A", date="2020-01-01", aliases=f"[{alias}]")
    build = site.build()
    (warning,) = build.warning_lines
    assert f"the address {alias!r} is that of " in warning
    assert feed_id(build.files()["feed.xml"], f"{ATOM}entry/") == f"{BASE}post/a.html"


def test_aliases_that_change_from_a_folder_to_a_file_and_back(site: Site) -> None:
    site.conf(WITH_BASE)
    for alias in ("/old.html/", "/old.html", "/old.html/x/", "/old/", "/old.html"):
        site.post("a", title="A", date="2020-01-01", aliases=f"[{alias}]")
        build = site.build()
        assert build.warning_lines == []
        assert build.files() == site.clean_build().files()


def test_names_of_devices() -> None:
    for name in ("con", "CON.txt", "Com9", "lpt¹", "nul .md", "CONIN$", "aux.tar.gz"):
        assert windows_device(name), name
    for name in ("console", "com", "com10", "nul-", "a.con", "auxiliary.md", ""):
        assert not windows_device(name), name
