"""The reader's choice of a colour scheme in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.browser import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.conftest import Site

pytestmark = pytest.mark.browser


def test_choice_is_remembered_and_applied_before_the_first_frame(
    site: Site, browser: Browser
) -> None:
    build = site.build(html_theme_options={"reader_schemes": ["system", "light", "dark", "amber"]})
    first_frame = (
        "requestAnimationFrame(() => { window.firstFrame ="
        " getComputedStyle(document.documentElement).backgroundColor; });"
    )
    amber, light = "rgb(20, 15, 6)", "rgb(250, 250, 247)"
    with served(build.outdir) as url:
        context = browser.new_context(color_scheme="light")
        context.add_init_script(first_frame)
        page = context.new_page()
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 6})
        page.goto(f"{url}/index.html")
        assert page.evaluate("firstFrame") == light
        group = page.get_by_role("group", name="Colours")
        pressed = group.locator("[aria-pressed=true]")
        assert pressed.inner_text() == "system"
        box = group.get_by_role("button", name="amber").bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24
        group.get_by_role("button", name="amber").click()
        assert pressed.inner_text() == "amber"
        for _ in range(3):
            page.goto(f"{url}/search.html")
            page.goto(f"{url}/index.html")
            assert page.evaluate("firstFrame") == amber
        group.get_by_role("button", name="system").click()
        page.reload()
        assert page.evaluate("firstFrame") == light
        page.evaluate("localStorage.setItem('transcript-scheme', 'gone')")
        page.reload()
        assert page.evaluate("firstFrame") == light
        context.close()


def test_no_buttons_without_scripts(site: Site, browser: Browser) -> None:
    build = site.build()
    with served(build.outdir) as url:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{url}/index.html")
        assert page.locator("button").count() == 0
        context.close()
