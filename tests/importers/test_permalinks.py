"""The URLs that posts had: permalinks as the systems themselves build them."""

from __future__ import annotations

from datetime import date

import pytest

from sphinx_transcript.importers.readers import hugo_permalinks, jekyll_permalinks, mkdocs

# -- Hugo: expected values are those of its release 0.168


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("C++ & Rust: what's new? (v1.0)", "c-rust-whats-new-v1.0"),
        ("Größe / Übung 日本 — dash_under", "größe-übung-日本-dash_under"),
        ("100% Sure #1 @home ~x", "100-sure-#1-@home-~x"),
        ("A.B...C - - D", "a.b...c--d"),
        ("UPPER İstanbul ß Æ ½ ² “quoted” it’s…", "upper-istanbul-ß-æ-quoted-its"),
        ("a+b m/n %20", "a-b-m-n-"),
    ],
)
def test_hugo_permalink_from_title(title: str, expected: str) -> None:
    parts = hugo_permalinks.PermalinkParts(("posts",), "x", title, "", date(2020, 1, 2))
    assert (
        hugo_permalinks.page_path(parts, "/:year/:month/:title/", ugly=False)
        == f"/2020/01/{expected}/"
    )


@pytest.mark.parametrize(
    ("base_name", "slug", "pattern", "expected"),
    [
        ("A + B (c)", "", "", "/deep/sub_dir/a-+-b-c/"),
        ("x", "C++ X", "", "/deep/sub_dir/c++-x/"),
        ("x", "A + B/C", "/n/:slug/", "/n/a--b/c/"),
        ("v2 + Größe", "", "/n/:contentbasename/:yearday/:monthname", "/n/v2--größe/2/january/"),
    ],
)
def test_hugo_permalink_from_file_name(
    base_name: str, slug: str, pattern: str, expected: str
) -> None:
    parts = hugo_permalinks.PermalinkParts(
        ("Deep", "Sub_Dir"), base_name, "t", slug, date(2020, 1, 2)
    )
    assert hugo_permalinks.page_path(parts, pattern, ugly=False) == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("/:sections[1:]/:slug/", "/b/c/t/"),
        ("/:sections[:last]/:slug/", "/a/b/t/"),
        ("/:sections[1:last]/:slug/", "/b/t/"),
        ("/:sections[last]/:slug/", "/c/t/"),
        ("/:sections[0]/:slug/", "/a/t/"),
        ("/:sections[7]/:slug/", "/t/"),
        ("/:2006/:01/:1/:02/:2/:Jan/:Monday/", "/2020/01/1/05/5/jan/sunday/"),
    ],
)
def test_hugo_permalink_with_sections_and_layouts_of_dates(pattern: str, expected: str) -> None:
    parts = hugo_permalinks.PermalinkParts(("a", "b", "c"), "x", "t", "", date(2020, 1, 5))
    assert hugo_permalinks.page_path(parts, pattern, ugly=False) == expected


def test_hugo_permalink_with_unknown_token_is_an_error() -> None:
    parts = hugo_permalinks.PermalinkParts(("posts",), "x", "t", "", None)
    for pattern in ("/:sections[x]/x/", "/:author/", "/:year/"):
        with pytest.raises(ValueError, match=r":|date"):
            hugo_permalinks.page_path(parts, pattern, ugly=False)


# -- Jekyll: expected values are from its documentation of permalinks and the filter slugify


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("date", "/ops/net-work/2016/09/06/The_Title.html"),
        ("pretty", "/ops/net-work/2016/09/06/The_Title/"),
        ("ordinal", "/ops/net-work/2016/250/The_Title.html"),
        ("weekdate", "/ops/net-work/2016/W36/Tue/The_Title.html"),
        ("none", "/ops/net-work/The_Title.html"),
        ("/:i_month-:i_day/:slug", "/9-6/the-title"),
        ("/:year_:month/:title/", "/2016_09/The_Title/"),
    ],
)
def test_jekyll_permalink(template: str, expected: str) -> None:
    parts = jekyll_permalinks.PermalinkParts(
        "The_Title", "2016-09-06-The_Title", "/x", ("Ops", "net-work", "ops"), date(2016, 9, 6)
    )
    style = jekyll_permalinks.STYLES.get(template, template)
    assert jekyll_permalinks.url_path(parts, style) == expected


def test_jekyll_slug_has_only_letters_and_digits() -> None:
    assert jekyll_permalinks.slugify("The _config.yml file") == "the-config-yml-file"
    assert jekyll_permalinks.slugify("The _config.yml file", pretty=True) == "the-_config.yml-file"


def test_material_slug_is_that_of_pymdownx() -> None:
    assert mkdocs.slugify("The wire — it's <b>hot</b>!") == "the-wire--its-hot"
