"""Head tags on the pages of real builds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import Site
from tests.helpers.browser import served
from tests.helpers.build_output import build_warnings
from tests.helpers.marked_post import PNG
from tests.helpers.site_reader import BASE, WITH_CARDS, Tags, page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.conftest import Build

CONF = WITH_CARDS + (
    'language = "pt_BR"\n'
    'transcript_authors = {"bea": {"name": "Bea", "url": "https://bea.example/"}}\n'
    'transcript_translations = {"de": "https://example.org/de", "en": "https://example.org/en/"}\n'
)
POST: dict[str, Any] = {
    "title": '"</script> A \\"title\\" & <more>"',
    "date": "2020-01-01T10:00+02:00",
    "updated": "2020-01-02",
    "tags": "[tea, R&D]",
    "categories": "[ops]",
    "author": "bea",
    "description": '"What \\"it\\" says."',
    "image": "i.png",
    "body": "![i](i.png)\n",
}
TITLE = '</script> A "title" & <more>'


@pytest.fixture(scope="module", params=["html", "dirhtml"])
def build(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return a build of a small site with all kinds of head tags."""
    site = Site(tmp_path_factory.mktemp("heads"))
    site.conf(CONF)
    site.write("guide/index.md", "---\norphan: true\n---\n# Guide\n")
    site.write("post/i.png", PNG)
    site.post("a", **POST)
    site.post("own/index", title="Own", date="2020-01-03")
    site.post("copy", title="C", date="2020-01-04", canonical_url="https://x.example/c")
    site.post("german", title="G", date="2020-01-05", language="de")
    build: Build = site.build(request.param)
    assert build_warnings(build) == []
    return build


def canonical(build: Build, docname: str) -> list[str]:
    """Return the canonical URLs of a page."""
    return [link["href"] for link in page(build, docname).named("link", rel="canonical")]


def posting(build: Build, docname: str) -> dict[str, Any]:
    """Return the JSON-LD of a page."""
    texts = [text for tag, text in page(build, docname).data if tag == "script"]
    found: dict[str, Any] = json.loads("".join(texts))
    return found


def test_canonical_url_of_an_index_page_is_its_folder(build: Build) -> None:
    suffix = ".html" if build.outdir.name == "html" else "/"
    assert canonical(build, "index") == [BASE]
    assert canonical(build, "guide/index") == [f"{BASE}guide/"]
    assert canonical(build, "post/own/index") == [f"{BASE}post/own/"]
    assert canonical(build, "tag/tea/index") == [f"{BASE}tag/tea/"]
    assert canonical(build, "post/a") == [f"{BASE}post/a{suffix}"]


def test_canonical_url_in_front_matter_wins(build: Build) -> None:
    assert canonical(build, "post/copy") == ["https://x.example/c"]
    assert page(build, "post/copy").meta("og:url") == ["https://x.example/c"]


def test_tags_of_a_post(build: Build) -> None:
    tags = page(build, "post/a")
    suffix = ".html" if build.outdir.name == "html" else "/"
    assert {
        name: tags.meta(name)
        for name in ("description", "og:title", "og:type", "og:url", "og:image", "og:locale",
                     "og:site_name", "article:tag", "article:section", "twitter:card",
                     "article:published_time", "article:modified_time", "robots")
    } == {
        "description": ['What "it" says.'],
        "og:title": [TITLE],
        "og:type": ["article"],
        "og:url": [f"{BASE}post/a{suffix}"],
        "og:image": [f"{BASE}_images/i.png"],
        "og:locale": ["pt_BR"],
        "og:site_name": ["a site"],
        "article:tag": ["tea", "R&D"],
        "article:section": ["ops"],
        "twitter:card": ["summary_large_image"],
        "article:published_time": ["2020-01-01T10:00:00+02:00"],
        "article:modified_time": ["2020-01-02"],
        "robots": [],
    }  # fmt: skip


def test_tags_of_other_pages(build: Build) -> None:
    for name, title in {"index": "a site", "guide/index": "Guide", "tag/tea/index": "#tea"}.items():
        tags = page(build, name)
        assert tags.meta("og:title") == [title]
        assert tags.meta("og:type") == ["website"]
        assert tags.meta("twitter:card") == ["summary"]
        assert "ld+json" not in str(tags.named("script"))


def test_json_ld_of_a_post(build: Build) -> None:
    suffix = ".html" if build.outdir.name == "html" else "/"
    assert posting(build, "post/a") == {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "headline": TITLE,
        "description": 'What "it" says.',
        "image": f"{BASE}_images/i.png",
        "datePublished": "2020-01-01T10:00:00+02:00",
        "dateModified": "2020-01-02",
        "author": [{"@type": "Person", "name": "Bea", "url": "https://bea.example/"}],
        "mainEntityOfPage": f"{BASE}post/a{suffix}",
        "inLanguage": "pt-BR",
        "articleSection": "ops",
        "keywords": ["tea", "R&D"],
    }
    assert posting(build, "post/german")["inLanguage"] == "de"


def test_links_to_translations(build: Build) -> None:
    suffix = ".html" if build.outdir.name == "html" else "/"
    for name, path in {
        "index": "",
        "post/own/index": "post/own/",
        "post/a": f"post/a{suffix}",
    }.items():
        links = page(build, name).named("link", rel="alternate")
        assert {link["hreflang"]: link["href"] for link in links if "hreflang" in link} == {
            "de": f"https://example.org/de/{path}",
            "en": f"https://example.org/en/{path}",
            "pt-BR": f"{BASE}{path}",
        }


def test_no_tag_is_repeated(build: Build) -> None:
    for name in [name for name in build.files() if name.endswith(".html")]:
        tags = Tags(build.read(name))
        for meta in ("description", "og:title", "og:type", "robots", "twitter:card"):
            assert len(tags.meta(meta)) <= 1, (name, meta)
        assert len(tags.named("link", rel="canonical")) <= 1, name


def test_json_ld_passes_a_strict_content_security_policy(browser: Browser, build: Build) -> None:
    """Check in a browser: JSON-LD is data, which `default-src 'self'` allows."""
    path = "post/a.html" if build.outdir.name == "html" else "post/a/"
    with served(build.outdir) as address, browser.new_page() as tab:
        messages: list[str] = []
        tab.on("console", lambda message: messages.append(message.text))
        tab.route(f"**/{path}", _with_policy)
        response = tab.goto(f"{address}/{path}")
        assert response is not None
        assert response.headers["content-security-policy"] == "default-src 'self'"
        assert tab.locator("script[type='application/ld+json']").count() == 1
        assert messages == []
        # Guard: a violation of the policy is reported.
        with tab.expect_console_message():
            tab.evaluate("document.body.setAttribute('style', 'color: red')")


def _with_policy(route: Any) -> None:
    response = route.fetch()
    headers = {**response.headers, "content-security-policy": "default-src 'self'"}
    route.fulfill(response=response, headers=headers)


@pytest.mark.parametrize("theme", ["alabaster", "furo", "pydata_sphinx_theme"])
def test_other_themes_have_the_same_tags(site: Site, theme: str) -> None:
    site.conf(CONF)
    site.write("post/i.png", PNG)
    site.post("a", **POST)
    tags = page(site.build(html_theme=theme), "post/a")
    assert tags.meta("description") == ['What "it" says.']
    assert tags.meta("og:title") == [TITLE]
    assert [link["href"] for link in tags.named("link", rel="canonical")] == [f"{BASE}post/a.html"]
    assert len(tags.named("script", type="application/ld+json")) == 1


def test_tags_are_updated_when_the_configuration_changes(site: Site) -> None:
    """A changed site title or author URL also updates pages that were not edited."""
    site.conf(CONF)
    site.write("post/i.png", PNG)
    site.post("a", **POST)
    site.build()
    site.conf(CONF.replace("bea.example", "new.example") + 'html_title = "Another"\n')
    build = site.build()
    assert page(build, "post/a").meta("og:site_name") == ["Another"]
    assert posting(build, "post/a")["author"][0]["url"] == "https://new.example/"


@pytest.mark.parametrize("theme", ["transcript", "alabaster"])
def test_description_of_a_post_is_in_the_head(site: Site, theme: str) -> None:
    site.post("a", title="A", date="2016-01-01", description='What "it" <is>')
    site.post("b", title="B", date="2016-01-02", body="Its *first*\nparagraph.\n\nMore.\n")
    build = site.build(html_theme=theme)
    expected = '<meta name="description" content="What &quot;it&quot; &lt;is&gt;">'
    assert build.read("post/a.html").count(expected) == 1
    from_text = '<meta name="description" content="Its first paragraph.">'
    assert build.read("post/b.html").count(from_text) == 1
