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


def test_panel_keeps_its_state_and_covers_nothing(site: Site, browser: Browser) -> None:
    long = "".join(f"\nParagraph {number}.\n" for number in range(60))
    dead = "[](nowhere.md)"
    site.post("one", title="One", date="2016-01-01", body=f"{dead}\n{long}\nThe end.\n")
    with LiveServer(site.folder, str(site.srcdir), "--port", "0") as live:
        live.wait_for(lambda: live.build_number() > 0)
        page = browser.new_page(viewport={"width": 600, "height": 500})
        page.goto(f"http://{live.host}/post/one.html")
        panel = page.locator("#ts\\:build-report")
        details = panel.locator("details")
        page.wait_for_function("document.body.style.paddingBottom !== ''")
        assert not details.evaluate("(each) => each.open")
        details.locator("summary").click()
        # All of the page can be scrolled above the panel, which has grown.
        page.wait_for_function(
            "parseFloat(document.body.style.paddingBottom)"
            " === document.getElementById('ts:build-report').offsetHeight"
        )
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        last = "[...document.body.children].filter((each) => each.id !== 'ts:build-report').at(-1)"
        assert page.evaluate(
            f"{last}.getBoundingClientRect().bottom"
            " <= document.getElementById('ts:build-report').getBoundingClientRect().top"
        )
        # What is typed into the prompt is seen, too.
        page.keyboard.press("/")
        page.wait_for_function("document.activeElement.matches('input')")
        page.keyboard.type("paragraph")
        page.wait_for_timeout(500)
        assert page.evaluate(
            "(() => { const box = document.activeElement.getBoundingClientRect();"
            " return document.elementFromPoint(box.x + 5, box.y + box.height / 2)"
            " === document.activeElement; })()"
        )
        page.keyboard.press("Escape")
        # The state is kept when a save reloads the page, and when the page stays.
        site.post("one", title="One", date="2016-01-01", body=f"{dead}\n{long}\nThe very end.\n")
        page.wait_for_selector("text=The very end.")
        page.wait_for_function("document.querySelector('#ts\\\\:build-report details').open")
        panel.locator("button").click()
        assert not panel.is_visible()
        site.post("one", title="One", date="2016-01-01", body=f"{dead}\n{long}\nThe last end.\n")
        page.wait_for_selector("text=The last end.")
        page.wait_for_function("window.performance.timing.loadEventEnd > 0")
        page.wait_for_timeout(300)
        assert not panel.is_visible()
        # Something new to say is shown.
        site.write("index.md", f"# Home\n\n{dead}\n")
        page.wait_for_selector("#ts\\:build-report >> text=2 warnings")
        assert details.evaluate("(each) => each.open")
        page.close()
