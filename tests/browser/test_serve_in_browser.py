"""Live reload in a browser: the page is updated and keeps its scroll position."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import CONF
from tests.helpers.live import LiveServer

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.conftest import Site

pytestmark = pytest.mark.browser


def test_reload_keeps_the_scroll_position(site: Site, browser: Browser) -> None:
    long = "".join(f"\nParagraph {number}.\n" for number in range(200))
    site.post("one", title="One", date="2016-01-01", body=long)
    with LiveServer(site.folder, str(site.srcdir), "--port", "0") as live:
        live.wait_for(lambda: live.build_number() > 0)
        page = browser.new_page(viewport={"width": 600, "height": 500})
        page.goto(f"http://{live.host}/post/one.html")
        page.evaluate("scrollTo(0, 3000)")
        page.wait_for_timeout(300)
        site.post("one", title="One", date="2016-01-01", body=f"{long}\nThe end.\n")
        page.wait_for_selector("text=The end.")
        page.wait_for_function("scrollY > 0")
        assert page.evaluate("scrollY") == 3000
        # The page shows an error until it is fixed.
        site.conf("nonsense = 1 / 0\n")
        page.wait_for_selector("#ts\\:build-report >> text=division by zero")
        assert page.evaluate("scrollY") == 3000
        site.write("conf.py", CONF)
        page.wait_for_selector("#ts\\:build-report", state="detached")
        page.close()


def test_page_reconnects_to_a_restarted_server(site: Site, browser: Browser) -> None:
    with LiveServer(site.folder, str(site.srcdir), "--port", "0") as live:
        live.wait_for(lambda: live.build_number() > 0)
        page = browser.new_page()
        page.goto(f"http://{live.host}/index.html")
        port = live.host.partition(":")[2]
    site.write("index.md", "# Other home\n")
    with LiveServer(site.folder, str(site.srcdir), "--port", port):
        page.wait_for_selector("text=Other home", timeout=20_000)
    page.close()


def test_page_stays_where_the_reader_is(site: Site, browser: Browser) -> None:
    """After a link to a heading, with text in a form, for Back, and for a reload by hand."""
    long = "".join(f"\nParagraph {number}.\n" for number in range(100))
    form = '\n```{raw} html\n<input name="a"><textarea name="b"></textarea>\n```\n'
    body = f"{form}\n[](#down)\n{long}\n## Down\n{long}"
    site.conf("myst_heading_anchors = 3\n")
    site.post("one", title="One", date="2016-01-01", body=body)
    site.post("two", title="Two", date="2016-01-02")
    with LiveServer(site.folder, str(site.srcdir), "--port", "0") as live:
        live.wait_for(lambda: live.build_number() > 0)
        page = browser.new_page(viewport={"width": 600, "height": 500})
        page.goto(f"http://{live.host}/post/one.html#down")
        page.wait_for_function("scrollY > 1000")
        page.fill("input[name=a]", "typed")
        page.fill("textarea[name=b]", "more")
        page.evaluate("scrollTo(0, 700)")
        page.wait_for_timeout(200)
        page.evaluate("window.isOld = true")
        # What changes another page alone does not reload this one.
        with live.expect_refresh():
            site.write("index.md", "# Another home\n")
        page.wait_for_timeout(1000)
        assert page.evaluate("window.isOld") is True
        # An error is shown without a reload, and can be closed.
        site.conf("nonsense = 1 / 0\n")
        panel = page.wait_for_selector("#ts\\:build-report >> text=division by zero")
        assert panel is not None
        assert page.evaluate("window.isOld") is True
        height = "document.getElementById('ts:build-report').offsetHeight"
        page.wait_for_function(f"parseFloat(document.body.style.paddingBottom) === {height}")
        page.click("#ts\\:build-report button")
        assert not panel.is_visible()
        page.wait_for_function("document.body.style.paddingBottom === ''")
        site.conf("myst_heading_anchors = 3\n")
        site.post("one", title="One", date="2016-01-01", body=f"{body}\nThe end.\n")
        page.wait_for_selector("text=The end.")
        page.wait_for_function("history.scrollRestoration === 'auto'")
        assert page.evaluate("window.isOld") is None
        assert page.evaluate("scrollY") == 700
        assert page.input_value("input[name=a]") == "typed"
        assert page.input_value("textarea[name=b]") == "more"
        page.wait_for_timeout(200)
        page.goto(f"http://{live.host}/post/two.html")
        page.go_back()
        page.wait_for_function("Math.abs(scrollY - 700) < 5")
        page.reload()
        page.wait_for_function("Math.abs(scrollY - 700) < 5")
        page.close()
