"""Validation of the ``transcript_*`` values, in conf.py and on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.config.conftest import LONG_LINE
from tests.config.warnings import assert_only_warning
from tests.helpers.build_output import build_warnings, post_count_line

if TYPE_CHECKING:
    from tests.conftest import Site

UNKNOWN_VALUES = [
    ("transcript_post", "did you mean 'transcript_posts'?"),
    ("transcript_time_zone", "did you mean 'transcript_timezone'?"),
    ("transcript_text_widht", "did you mean 'transcript_text_width'?"),
    ("transcript_zebra", "accepted: transcript_posts, transcript_timezone, "),
]


@pytest.mark.parametrize(("name", "hint"), UNKNOWN_VALUES)
def test_unknown_value_has_a_warning(site: Site, name: str, hint: str) -> None:
    site.conf(f"{name} = 'a'\n")
    build = site.build()
    assert_only_warning(build, "config", f"unknown value {name!r}", hint)
    assert post_count_line(build) == "1 post"
    assert build_warnings(site.build()) == build_warnings(build)


INVALID_VALUES = [
    ("transcript_posts", [1], "a list of patterns"),
    ("transcript_posts", {"a": "b"}, "a list of patterns"),
    ("transcript_posts", [""], "a list of patterns"),
    ("transcript_posts", None, "a list of patterns"),
    ("transcript_timezone", "Mars/Base", "the name of a time zone"),
    ("transcript_timezone", "../../etc/passwd", "the name of a time zone"),
    ("transcript_timezone", "", "the name of a time zone"),
    ("transcript_timezone", 2, "the name of a time zone"),
    ("transcript_timezone", None, "the name of a time zone"),
    ("transcript_text_width", "wide", "a number of columns"),
    ("transcript_text_width", 5, "a number of columns"),
    ("transcript_text_width", -1, "a number of columns"),
    ("transcript_text_width", True, "a number of columns"),
    ("transcript_text_width", 72.5, "a number of columns"),
    ("transcript_text_links", "maybe", "True or False"),
    ("transcript_cards", "auto", "True, False or None"),
    ("transcript_cards", 1, "True, False or None"),
    ("transcript_card_fonts", [1], "a list of files"),
    ("transcript_text_links", 1, "True or False"),
    ("transcript_text_links", None, "True or False"),
]


@pytest.mark.parametrize(("name", "value", "expected"), INVALID_VALUES)
def test_invalid_value_is_replaced_by_the_default(
    site: Site, name: str, value: object, expected: str
) -> None:
    site.conf(f"{name} = {value!r}\n")
    build = site.build()
    assert_only_warning(
        build, "config", f"conf.py: {name} = {value!r} is not {expected}", "is used"
    )
    assert post_count_line(build) == "1 post"
    assert f"{LONG_LINE} a\n" in build.read("post/good.txt")


def test_command_line_values_are_converted(site: Site) -> None:
    """The option ``-D name=value`` of sphinx-build sets text."""
    build = site.build(
        transcript_posts="post/**,news/**",
        transcript_timezone="Europe/Oslo",
        transcript_text_width="40",
        transcript_text_links="1",
    )
    assert build_warnings(build) == []
    assert post_count_line(build) == "2 posts"
    text_page = build.read("post/good.txt")
    assert max(map(len, text_page.splitlines())) <= 40
    assert "[1] https://x.org/" in text_page


def test_space_after_a_comma_on_the_command_line_is_ignored(site: Site) -> None:
    assert post_count_line(site.build(transcript_posts="post/**, news/**")) == "2 posts"


@pytest.mark.parametrize("value", ["x", "5"])
def test_invalid_command_line_value_has_one_warning(site: Site, value: str) -> None:
    """Sphinx rejects text that is no number, this package a number that is too small."""
    build = site.build(transcript_text_width=value)
    (found,) = build_warnings(build)
    assert "transcript_text_width" in found
    assert f"{LONG_LINE} a\n" in build.read("post/good.txt")


def test_single_pattern_may_be_a_string(site: Site) -> None:
    site.conf("transcript_posts = 'news/**'\n")
    build = site.build(suppress_warnings=["toc.not_included"])
    assert build_warnings(build) == []
    assert ">Item</a>" in build.read("index.html")


@pytest.mark.parametrize(("zone", "count"), [("Pacific/Kiritimati", 1), ("Etc/GMT+12", 0)])
def test_time_zone_decides_the_day_of_the_build(
    site: Site, monkeypatch: pytest.MonkeyPatch, zone: str, count: int
) -> None:
    # 2019-12-31 at noon in UTC, which is already 2020 in Kiritimati.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1577793600")
    site.conf(f"transcript_timezone = {zone!r}\n")
    line = post_count_line(site.build())
    assert line.startswith(f"{count} post")


def test_invalid_author_entries_are_ignored(site: Site) -> None:
    site.post("a", title="A", date="2020-01-01", authors="[ada, bob]")
    site.conf(
        "transcript_authors = {'ada': {'name': 'Ada Marsh', 'nme': 'x', 'url': 3},"
        " 'bob': 'Bob', 'cy': {'name': 'Cy'}}\n"
    )
    build = site.build()
    found = build_warnings(build)
    assert len(found) == 3, found
    assert "transcript_authors: ada: unknown key 'nme'; did you mean 'name'?" in found[0]
    assert "transcript_authors: ada: url = 3 is not text" in found[1]
    assert "transcript_authors: 'bob' is not the name of a dict" in found[2]
    assert "Ada Marsh" in build.read("post/a.html")


@pytest.mark.parametrize("base", ["example.org", "/blog/", "https://"])
def test_invalid_base_url_has_a_warning_and_no_site_files(site: Site, base: str) -> None:
    site.post("a", title="A", date="2020-01-01")
    build = site.build(html_baseurl=base)
    assert_only_warning(build, "config", f"html_baseurl = {base!r}", "is no whole address")
    assert not {"feed.xml", "sitemap.xml", "robots.txt"} & build.files().keys()
