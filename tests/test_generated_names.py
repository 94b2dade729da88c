"""Generated pages of names of any kind: their addresses, who wins, and when they go."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from tests.browser import launched, served
from tests.site_links import broken_links, links_to, not_once, parts_of
from tests.traces import complaints

if TYPE_CHECKING:
    from tests.conftest import Build, Site

KINDS = ("post", "tag", "category", "author", "series", "archive")
ODD = (
    "/", "..", "../../etc/passwd", "a/b", "C#", "C++", "why?", "100%", "%2e%2e", '"quoted"',
    "<script>alert(1)</script>", "&amp;", "日本語", "🎉", "İstanbul", "index", "feed.xml", "-",
    "a\\b", "x" * 300, "\u202etrap", "{{ title }}",
)  # fmt: skip
BUILDERS = pytest.mark.parametrize("builder", ["html", "dirhtml"])


def posts(site: Site, **keys: str) -> None:
    """Write two posts that have one name of each kind."""
    fields = {"tags": "[tea]", "categories": "[Ops]", "author": "Bob", "series": "Long", **keys}
    for number in (1, 2):
        site.post(f"p{number}", title=f"Post {number}", date=f"2016-01-0{number}", **fields)


def generated(build: Build) -> set[str]:
    """Return the generated pages, by path."""
    found = {name for name in build.files() if name.endswith("/index.html")}
    return {name for name in found if name.split("/")[0] in KINDS}


@pytest.fixture
def odd(site: Site) -> Site:
    """Return a site with a post of each odd tag."""
    for number, tag in enumerate(ODD):
        tags = json.dumps([tag], ensure_ascii=False)
        site.post(f"p{number}", title=f"P {number}", date=f"2016-01-{number + 1:02}", tags=tags)
    site.write("index.md", "# Home\n\n{tag}`*`\n")
    return site


@BUILDERS
def test_tags_of_any_signs_have_pages_that_links_lead_to(odd: Site, builder: str) -> None:
    build = odd.build(builder)
    assert complaints(build) == []
    # The names themselves are no addresses.
    assert broken_links(build) == []
    assert not_once(build) == []
    pages = {name for name in generated(build) if re.fullmatch(r"tag/[^/]+/index.html", name)}
    assert len(pages) == len(ODD)
    for name in pages:
        assert len(name.encode()) < 100, name
        assert not set(name) & set("\\?#%:*\"'<>|& \u202e"), name
    shown = {words for name in pages for words in parts_of(build, name).headings}
    assert {heading.rstrip("¶") for heading in shown} == {f"#{tag}" for tag in ODD}
    outside = sorted(path.name for path in build.outdir.parent.iterdir())
    assert outside == sorted({builder, "doctrees"})


@pytest.mark.browser
def test_tags_of_any_signs_are_followed_in_a_browser(odd: Site) -> None:
    build = odd.build()
    with launched() as browser, served(build.outdir) as address:
        page = browser.new_page(java_script_enabled=False)
        page.goto(f"{address}/tag/index.html")
        links = page.locator(".term-rows a").evaluate_all("all => all.map(a => a.href)")
        names = page.locator(".term-rows a").all_inner_texts()
        assert len(set(links)) == len(ODD)
        for link, name in zip(links, names, strict=True):
            assert page.goto(link).ok, link  # type: ignore[union-attr]
            assert page.locator("h1").inner_text().startswith(f"#{name[:9]}")
        assert page.locator(".term-rows").count() == 0


def test_addresses_do_not_hang_on_the_other_tags(site: Site) -> None:
    site.post("a", title="A", date="2016-01-01", tags='["C#"]')
    (alone,) = (name for name in generated(site.build()) if name.startswith("tag/c"))
    site.post("b", title="B", date="2016-01-02", tags='["C++", "C", "c#", "C-#"]')
    assert alone in generated(site.build())
    assert {"A", "B"} <= set(links_to(site.build(), alone).values())


def test_spellings_of_one_name_have_one_page(site: Site) -> None:
    for number, tag in enumerate(["Big Tea", "big  tea", "BIG-TEA", "big tea"]):
        site.post(f"p{number}", title=f"P{number}", date=f"2016-01-0{number + 1}", tags=f"[{tag}]")
    build = site.build()
    assert {name for name in generated(build) if name.startswith("tag/")} == {
        "tag/index.html", "tag/big-tea/index.html",
    }  # fmt: skip
    found = links_to(build, "tag/big-tea/index.html")
    assert {f"post/p{number}.html" for number in range(4)} <= found.keys()
    # The newest post's spelling stands for all.
    assert links_to(build, "post/p2.html")["tag/big-tea/index.html"] == "#big tea"


def test_markup_in_names_is_text(site: Site) -> None:
    name = '<b class="x">*bold* &amp; `code` {{ 7 * 7 }}'
    quoted = json.dumps([name])
    posts(site, tags=quoted, categories=quoted, author=f"'{name}'", series=f"'{name}'")
    for theme in ("transcript", "alabaster"):
        build = site.build(into=theme, html_theme=theme)
        for kind in ("tag", "category", "author", "series"):
            (page,) = (each for each in generated(build) if re.match(rf"{kind}/[^/]+/index", each))
            for text in (build.read(page), build.read(f"{kind}/index.html")):
                assert '<b class="x"' not in text
                assert name in unescape(re.sub(r"<[^>]+>", "", text))
            assert parts_of(build, page).titles[0].lstrip("#").startswith(name)


NAMES = (
    "tag/index", "tag/tea/index", "post/index", "archive/index", "archive/2016/index",
    "author/bob/index", "page/2/index", "series/long/index", "category/index",
)  # fmt: skip
FOLDERS = ("tag", "tag/tea", "archive", "post", "page/2")


@BUILDERS
def test_documents_of_the_same_name_win(site: Site, builder: str) -> None:
    posts(site)
    site.write("index.md", "# Home\n\n```{blog-index}\n:paginate: 1\n```\n")
    for name in NAMES:
        site.write(f"{name}.md", f"---\norphan: true\n---\n\n# My own {name}\n")
    build = site.build(builder)
    assert complaints(build) == []
    for name in NAMES:
        assert parts_of(build, f"{name}.html").headings[0].startswith(f"My own {name}")
    assert broken_links(build) == []
    for name in NAMES:
        (site.srcdir / f"{name}.md").unlink()
    assert not [name for name in NAMES if "My own" in site.build(builder).read(f"{name}.html")]


@pytest.mark.parametrize("builder", ["html", pytest.param("dirhtml")])
def test_documents_of_the_folders_names_keep_their_pages(site: Site, builder: str) -> None:
    posts(site)
    site.write("index.md", "# Home\n\n```{blog-index}\n:paginate: 1\n```\n")
    for name in FOLDERS:
        site.write(f"{name}.md", "---\norphan: true\n---\n\n# My own\n")
    build = site.build(builder)
    end = ".html" if builder == "html" else "/index.html"
    assert [name for name in FOLDERS if "My own" not in build.read(f"{name}{end}")] == []


@BUILDERS
def test_extra_file_of_the_same_name_wins(site: Site, builder: str) -> None:
    posts(site)
    site.write("index.md", "# Home\n\n```{blog-index}\n:paginate: 1\n```\n")
    site.conf('html_extra_path = ["extra"]\n')
    names = ("tag/tea/index.html", "archive/index.html", "post/index.html", "page/2/index.html")
    for name in names:
        site.write(f"extra/{name}", "<h1>Mine</h1><title>Mine</title>")
    build = site.build(builder)
    assert complaints(build) == []
    assert {build.read(name) for name in names} == {"<h1>Mine</h1><title>Mine</title>"}
    assert broken_links(build) == []
    for name in names:
        (site.srcdir / "extra" / name).unlink()
    build = site.build(builder)
    assert not [name for name in names if "Mine" in build.read(name)]
    assert broken_links(build) == []


@pytest.mark.parametrize(
    ("theme", "kinds"),
    [
        ("transcript", []),
        ("transcript", ["tag"]),
        ("alabaster", ["post", "archive"]),
        ("alabaster", ["category", "author"]),
    ],
)
def test_kinds_can_be_turned_off(site: Site, theme: str, kinds: list[str]) -> None:
    posts(site)
    site.write("about.md", "# About\n\n{tag}`tea` {category}`Ops` {author}`Bob` {series}`Long`\n")
    build = site.build(html_theme=theme, transcript_pages=kinds)
    found = complaints(build)
    assert not [line for line in found if "toctree" not in line], found
    assert {name.split("/")[0] for name in generated(build)} == set(kinds)
    assert broken_links(build) == []
    assert "Bob" in build.read("post/p1.html")
    linked = {name.split("/")[0] for name in links_to(build, "post/p1.html")} & {*KINDS}
    assert linked - {"post"} == set(kinds) - {"post", "archive"}


@BUILDERS
def test_pages_of_a_name_go_with_its_last_post(site: Site, builder: str) -> None:
    posts(site)
    before = generated(site.build(builder))
    assert {"tag/tea/index.html", "category/ops/index.html", "series/index.html"} <= before
    site.post("p1", title="Post 1", date="2016-01-01", tags="[tea, coffee]", author="Eve")
    site.post("p2", title="Post 2", date="2015-01-02", author="Bob")
    build = site.build(builder)
    assert {name for name in generated(build) if not name.startswith("post/")} == {
        "tag/index.html", "tag/tea/index.html", "tag/coffee/index.html", "author/index.html",
        "author/bob/index.html", "author/eve/index.html", "archive/index.html",
        "archive/2015/index.html", "archive/2016/index.html",
    }  # fmt: skip
    assert not (build.outdir / "category").exists()
    assert not (build.outdir / "series").exists()
    site.post("p1", title="Post 1", date="2016-01-01", author="Eve")
    build = site.build(builder)
    assert not (build.outdir / "tag").exists()
    assert broken_links(build) == []
