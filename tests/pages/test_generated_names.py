"""Generated pages: addresses of unusual names, precedence of documents, and removal."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from tests.helpers.browser import served
from tests.helpers.build_output import build_warnings
from tests.helpers.site_links import broken_links, link_texts, parse_page, uniqueness_errors

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.conftest import Build, Site

KINDS = ("post", "tag", "category", "author", "series", "archive")
UNUSUAL_TAGS = (
    "/", "..", "../../etc/passwd", "a/b", "C#", "C++", "why?", "100%", "%2e%2e", '"quoted"',
    "<script>alert(1)</script>", "&amp;", "日本語", "🎉", "İstanbul", "index", "feed.xml", "-",
    "a\\b", "x" * 300, "\u202etrap", "{{ title }}",
)  # fmt: skip
BUILDERS = pytest.mark.parametrize("builder", ["html", "dirhtml"])


def posts(site: Site, **keys: str) -> None:
    """Write two posts that have the same term of each kind."""
    fields = {"tags": "[tea]", "categories": "[Ops]", "author": "Bob", "series": "Long", **keys}
    for number in (1, 2):
        site.post(f"p{number}", title=f"Post {number}", date=f"2016-01-0{number}", **fields)


def generated(build: Build) -> set[str]:
    """Return the paths of the generated pages."""
    found = {name for name in build.files() if name.endswith("/index.html")}
    return {name for name in found if name.split("/")[0] in KINDS}


@pytest.fixture
def unusual_site(site: Site) -> Site:
    """Return a site with a post for each unusual tag."""
    for number, tag in enumerate(UNUSUAL_TAGS):
        tags = json.dumps([tag], ensure_ascii=False)
        site.post(f"p{number}", title=f"P {number}", date=f"2016-01-{number + 1:02}", tags=tags)
    site.write("index.md", "# Home\n\n{tag}`*`\n")
    return site


@BUILDERS
def test_tags_of_any_characters_have_linked_pages(unusual_site: Site, builder: str) -> None:
    build = unusual_site.build(builder)
    assert build_warnings(build) == []
    # A tag such as `../../etc/passwd` is never used as a path.
    assert broken_links(build) == []
    assert uniqueness_errors(build) == []
    pages = {name for name in generated(build) if re.fullmatch(r"tag/[^/]+/index.html", name)}
    assert len(pages) == len(UNUSUAL_TAGS)
    for name in pages:
        assert len(name.encode()) < 100, name
        assert not set(name) & set("\\?#%:*\"'<>|& \u202e"), name
    shown = {text for name in pages for text in parse_page(build, name).headings}
    assert {heading.rstrip("¶") for heading in shown} == {f"#{tag}" for tag in UNUSUAL_TAGS}
    outside = sorted(path.name for path in build.outdir.parent.iterdir())
    assert outside == sorted({builder, "doctrees"})


@pytest.mark.browser
def test_browser_follows_links_to_tags_of_any_characters(
    browser: Browser, unusual_site: Site
) -> None:
    build = unusual_site.build()
    with served(build.outdir) as address, browser.new_page(java_script_enabled=False) as page:
        page.goto(f"{address}/tag/index.html")
        links = page.locator(".ts-term-rows a").evaluate_all("all => all.map(a => a.href)")
        names = page.locator(".ts-term-rows a").all_inner_texts()
        assert len(set(links)) == len(UNUSUAL_TAGS)
        for link, name in zip(links, names, strict=True):
            assert page.goto(link).ok, link  # type: ignore[union-attr]
            assert page.locator("h1").inner_text().startswith(f"#{name[:9]}")
        assert page.locator(".ts-term-rows").count() == 0


def test_address_of_a_tag_does_not_depend_on_other_tags(site: Site) -> None:
    site.post("a", title="A", date="2016-01-01", tags='["C#"]')
    (alone,) = (name for name in generated(site.build()) if name.startswith("tag/c"))
    site.post("b", title="B", date="2016-01-02", tags='["C++", "C", "c#", "C-#"]')
    assert alone in generated(site.build())
    assert {"A", "B"} <= set(link_texts(site.build(), alone).values())


def test_spellings_of_a_tag_share_one_page(site: Site) -> None:
    for number, tag in enumerate(["Big Tea", "big  tea", "BIG-TEA", "big tea"]):
        site.post(f"p{number}", title=f"P{number}", date=f"2016-01-0{number + 1}", tags=f"[{tag}]")
    build = site.build()
    assert {name for name in generated(build) if name.startswith("tag/")} == {
        "tag/index.html", "tag/big-tea/index.html",
    }  # fmt: skip
    found = link_texts(build, "tag/big-tea/index.html")
    assert {f"post/p{number}.html" for number in range(4)} <= found.keys()
    # The spelling of the newest post is used.
    assert link_texts(build, "post/p2.html")["tag/big-tea/index.html"] == "#big tea"


def test_markup_in_names_is_escaped(site: Site) -> None:
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
            assert parse_page(build, page).titles[0].lstrip("#").startswith(name)


NAMES = (
    "tag/index", "tag/tea/index", "post/index", "archive/index", "archive/2016/index",
    "author/bob/index", "page/2/index", "series/long/index", "category/index",
)  # fmt: skip
FOLDERS = ("tag", "tag/tea", "archive", "post", "page/2")


@BUILDERS
def test_documents_take_precedence_over_generated_pages(site: Site, builder: str) -> None:
    posts(site)
    site.write("index.md", "# Home\n\n```{blog-index}\n:paginate: 1\n```\n")
    for name in NAMES:
        site.write(f"{name}.md", f"---\norphan: true\n---\n\n# My own {name}\n")
    build = site.build(builder)
    assert build_warnings(build) == []
    for name in NAMES:
        assert parse_page(build, f"{name}.html").headings[0].startswith(f"My own {name}")
    assert broken_links(build) == []
    for name in NAMES:
        (site.srcdir / f"{name}.md").unlink()
    assert not [name for name in NAMES if "My own" in site.build(builder).read(f"{name}.html")]


LOWERCASE_BUILDER = """
from pathlib import Path
from sphinx.builders.html import StandaloneHTMLBuilder
class Lower(StandaloneHTMLBuilder):
    def get_output_path(self, page_name):
        return Path(self.outdir, page_name.lower() + ".html")
def setup(app):
    app.add_builder(Lower, override=True)
"""


def test_document_takes_precedence_whatever_file_names_a_builder_has(site: Site) -> None:
    site.post("a", title="A", date="2020-01-01")
    site.conf(LOWERCASE_BUILDER)
    site.write("Archive/index.md", "---\norphan: true\n---\n\n# My own archive\n")
    assert "My own archive" in site.build().read("archive/index.html")


@pytest.mark.parametrize("builder", ["html", pytest.param("dirhtml")])
def test_documents_named_like_generated_folders_keep_their_pages(site: Site, builder: str) -> None:
    posts(site)
    site.write("index.md", "# Home\n\n```{blog-index}\n:paginate: 1\n```\n")
    for name in FOLDERS:
        site.write(f"{name}.md", "---\norphan: true\n---\n\n# My own\n")
    build = site.build(builder)
    end = ".html" if builder == "html" else "/index.html"
    assert [name for name in FOLDERS if "My own" not in build.read(f"{name}{end}")] == []


@BUILDERS
def test_extra_files_take_precedence_over_generated_pages(site: Site, builder: str) -> None:
    posts(site)
    site.write("index.md", "# Home\n\n```{blog-index}\n:paginate: 1\n```\n")
    site.conf('html_extra_path = ["extra"]\n')
    names = ("tag/tea/index.html", "archive/index.html", "post/index.html", "page/2/index.html")
    for name in names:
        site.write(f"extra/{name}", "<h1>Mine</h1><title>Mine</title>")
    build = site.build(builder)
    assert build_warnings(build) == []
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
def test_only_configured_kinds_are_generated(site: Site, theme: str, kinds: list[str]) -> None:
    posts(site)
    site.write("about.md", "# About\n\n{tag}`tea` {category}`Ops` {author}`Bob` {series}`Long`\n")
    build = site.build(html_theme=theme, transcript_pages=kinds)
    found = build_warnings(build)
    assert not [line for line in found if "toctree" not in line], found
    assert {name.split("/")[0] for name in generated(build)} == set(kinds)
    assert broken_links(build) == []
    assert "Bob" in build.read("post/p1.html")
    linked = {name.split("/")[0] for name in link_texts(build, "post/p1.html")} & {*KINDS}
    assert linked - {"post"} == set(kinds) - {"post", "archive"}


@BUILDERS
def test_pages_of_a_term_are_removed_with_its_last_post(site: Site, builder: str) -> None:
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
