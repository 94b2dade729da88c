"""Bugs reported for, and features requested of, other projects: the theme.

Each test is named after the project and, where there is one, the number of the report.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.helpers.browser import served
from tests.helpers.site_reader import WITH_BASE, Tags

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.conftest import Site


@pytest.fixture(autouse=True)
def _base_url(site: Site) -> None:
    site.conf(WITH_BASE)


def test_terminal_371_one_top_heading_and_only_real_buttons(site: Site) -> None:
    site.post("a", title="A", date="2020-01-01", tags="[tea]", body="# One\n\n# Two\n")
    build = site.build()
    for name in [name for name in build.files() if name.endswith(".html")]:
        tags = Tags(build.read(name))
        assert len(tags.named("h1")) == 1, name
        assert not [tag for tag, attributes in tags.all if "onclick" in attributes], name
        roles = {tag for tag, attributes in tags.all if attributes.get("role") == "button"}
        assert roles <= {"button"}, name
    styles = [build.read(name) for name in build.files() if name.endswith("transcript.css")]
    assert styles
    assert not re.search(r"opacity:\s*0?\.\d", "".join(styles))


def test_terminal_558_long_word_does_not_break_other_words(browser: Browser, site: Site) -> None:
    site.post("a", title="A", date="2020-01-01", body="Short words here.\n\n" + "x" * 900 + "\n")
    build = site.build()
    with (
        served(build.outdir) as address,
        browser.new_page(viewport={"width": 320, "height": 600}) as tab,
    ):
        tab.goto(f"{address}/post/a.html")
        paragraphs = tab.locator("main article p")
        rules = paragraphs.evaluate_all("all => all.map(p => getComputedStyle(p).wordBreak)")
        assert set(rules) == {"normal"}
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320
