"""A site in each language that has a message catalogue."""

from __future__ import annotations

import re
import string
from datetime import date
from typing import TYPE_CHECKING

import pytest
from babel import Locale
from babel.dates import format_skeleton
from babel.messages.pofile import read_po

from tests.conftest import ROOT, Site
from tests.helpers.browser import served
from tests.helpers.build_output import build_warnings
from tests.helpers.site_links import broken_links, uniqueness_errors

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog
    from playwright.sync_api import Browser

    from tests.conftest import Build

LOCALE = ROOT / "theme" / "sphinx_transcript" / "support" / "locale"
LANGUAGES = ("ar", "de", "es", "fr", "it", "ja", "pt_BR", "ru", "tr", "zh_CN")
IN_EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
POST_MESSAGES = ("Skip to content", "related", "updated", "newer", "older", "newer and older posts")


def catalogue(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / "sphinx_transcript.po").open("rb") as file:
        return read_po(file)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Build]:
    """Return a build in each language, by language."""
    site = Site(tmp_path_factory.mktemp("languages"))
    site.conf('transcript_paginate = 2\ntranscript_neighbours = ["series"]\n')
    for month in range(1, 13, 2):
        site.post(
            f"p{month}",
            title=f"Post {month} / so",
            date=f"2016-{month:02}-03",
            updated="2017-01-01",
            tags="[tea]",
            categories="[Ops]",
            series="Long",
            body="[](p1.md)\n",
        )
    listing = "```{blog-index}\n:group-by: month\n:paginate: 4\n```\n"
    site.write(
        "index.md", f"# Home\n\n{listing}\n```{{blog-index}}\n:years: 2016\n:limit: 1\n```\n"
    )
    return {language: site.build(into=language, language=language) for language in LANGUAGES}


def test_every_catalogue_is_tested() -> None:
    assert sorted(path.name for path in LOCALE.iterdir() if path.is_dir()) == sorted(LANGUAGES)


@IN_EACH_LANGUAGE
def test_translations_have_the_placeholders_of_the_original(language: str) -> None:
    messages_with_placeholders = 0
    for message in catalogue(language):
        if message.id:
            assert placeholders(str(message.string)) == placeholders(str(message.id)), message.id
            messages_with_placeholders += bool(placeholders(str(message.id)))
            edges = [(text[:1].isspace(), text[-1:].isspace()) for text in
                     (str(message.id), str(message.string))]  # fmt: skip
            assert edges[0] == edges[1], message.id
    assert messages_with_placeholders >= 3


@IN_EACH_LANGUAGE
def test_site_is_built_in_the_language(built: dict[str, Build], language: str) -> None:
    build = built[language]
    # Docutils has no Turkish translation, and always warns about that.
    assert [line for line in build_warnings(build) if "Docutils-generated text" not in line] == []
    assert broken_links(build) == []
    assert uniqueness_errors(build) == []
    tag = language.replace("_", "-")
    pages = [name for name in build.files() if name.endswith(".html")]
    assert [name for name in pages if f'<html lang="{tag}"' not in build.read(name)] == []
    messages = {str(message.id): str(message.string) for message in catalogue(language)}
    post = build.read("post/p3.html")
    for each in POST_MESSAGES:
        assert messages[each] in post, each
    assert messages["referenced by"] in build.read("post/p1.html")
    for kind in ("tag", "category", "author", "series", "archive"):
        plural = {"category": "categories", "series": "series", "archive": "archive"}.get(kind)
        heading = messages[plural or f"{kind}s"]
        assert f"<h1>{heading}<" in build.read(f"{kind}/index.html")
    minutes = messages["{minutes} min"].format(minutes=1)
    assert minutes in post
    assert messages["part {part} of {parts}"].format(part=2, parts=6) in post
    assert messages["page {page} of {pages}"].format(page=2, pages=3) in build.read(
        "post/page/2/index.html"
    )


@IN_EACH_LANGUAGE
def test_month_names_are_translated(built: dict[str, Build], language: str) -> None:
    locale = Locale.parse(language)
    expected = [format_skeleton("yMMMM", date(2016, m, 1), locale=locale) for m in (11, 9, 7, 5)]
    page = built[language].read("index.html")
    found = re.findall(r'<[a-z0-9]+ class="ts-group-title[^>]*>(.*?)<', page)
    assert found == expected
    for title in expected:
        assert title in built[language].read("index.txt")


def test_month_names_differ_between_languages(built: dict[str, Build]) -> None:
    pattern = re.compile(r'<[a-z0-9]+ class="ts-group-title[^>]*>(.*?)<')
    shown = {tuple(pattern.findall(build.read("index.html"))) for build in built.values()}
    # Japanese and Chinese months are written the same.
    assert len(shown) == len(LANGUAGES) - 1


def test_only_arabic_is_right_to_left(built: dict[str, Build]) -> None:
    for language, build in built.items():
        for name in build.files():
            if name.endswith(".html"):
                tag = re.search(r"<html [^>]*>", build.read(name))
                assert tag is not None
                assert ('dir="rtl"' in tag[0]) == (language == "ar"), name


def test_unknown_language_falls_back_to_english(site: Site) -> None:
    site.post("a", title="A", date="2016-09-03")
    site.write("index.md", "# Home\n\n```{blog-index}\n:group-by: month\n```\n")
    page = site.build(language="tlh").read("index.html")
    assert "September 2016" in page
    assert "1 min" in page


@pytest.mark.browser
def test_narrow_pages_do_not_scroll_sideways(browser: Browser, built: dict[str, Build]) -> None:
    names = (
        "index.html", "page/2/index.html", "post/p3.html", "tag/index.html", "tag/tea/index.html",
        "archive/index.html", "archive/2016/index.html", "search.html", "404.html",
        "author/ada/index.html", "series/long/index.html",
    )  # fmt: skip
    with browser.new_page(viewport={"width": 320, "height": 800}) as page:
        for language in ("ar", "de", "ja"):
            with served(built[language].outdir) as address:
                for name in names:
                    page.goto(f"{address}/{name}")
                    width = page.evaluate(
                        "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"
                    )
                    assert width <= 320, (language, name)
                    start = page.evaluate("getComputedStyle(document.body).direction")
                    assert start == ("rtl" if language == "ar" else "ltr")
                    outside = page.evaluate(
                        "[...document.querySelectorAll('main *')].filter(each => {"
                        " const box = each.getBoundingClientRect();"
                        " return box.width && (box.left < -1 || box.right > 321)"
                        " && !each.closest('pre, .ts-table-scroll, .ts-skip-link, .ts-dot')"
                        " }).length"
                    )
                    assert outside == 0, (language, name)


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr"), ("he", "rtl")])
def test_post_in_another_language_has_its_direction(
    site: Site, language: str, direction: str
) -> None:
    site.post("p", title="P", date="2020-01-01", language=language)
    page = site.build(language="fa").read("post/p.html")
    assert f'<article lang="{language}" dir="{direction}">' in page
