"""The player of recordings, under a strict policy, with keys, with reduced motion, and none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from rjsmin import jsmin

from sphinx_transcript.theme.active import FOLDER
from tests.browser.security_policy import POLICY, record_messages
from tests.browser.test_accessibility import AXE, FRAME, PLAIN_BACKGROUND
from tests.helpers.browser import served
from tests.helpers.tools import node_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

    from tests.conftest import Build

pytestmark = pytest.mark.browser

HEADER = {"version": 2, "width": 80, "height": 5}
EVENTS = [
    [0.0, "o", "$ "],
    [1.0, "o", "make\r\n"],
    [2.0, "o", "\x1b[31mone\x1b[0m\r\n"],
    [6.0, "m", "Link"],
    [6.0, "o", "two </script>\r\n"],
    [20.0, "o", "$ "],
]
SHORT: list[list[object]] = [[number / 10, "o", "abcdefg"[number]] for number in range(7)]


def cast(events: list[list[object]]) -> str:
    """Return an asciicast file with *events*."""
    return "".join(json.dumps(line) + "\n" for line in [HEADER, *events])


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return a build of a page with two recordings, and of one without."""
    from tests.conftest import Site

    site = Site(tmp_path_factory.mktemp("recordings"))
    site.write("long.cast", cast(EVENTS))
    site.write("short.cast", cast(SHORT))
    site.write(
        "page.md",
        "# Page\n\n```{recording} long.cast\n:caption: A *long* one\n:name: long\n```\n\n"
        "```{recording} short.cast\n:speed: 2\n```\n",
    )
    site.write("plain.md", "# Plain\n\n```console\n$ ls\n```\n")
    build = site.build()
    assert build.warnings == ""
    return build


@pytest.fixture(scope="module")
def url(pages: Build) -> Iterator[str]:
    """Return the URL of the site on a server that sends the policy."""
    with served(pages.outdir, POLICY) as address:
        yield address


@pytest.fixture(scope="module")
def recorded(each_tab: Page) -> tuple[Page, list[str]]:
    """Return a tab of each browser, and the list of its console messages."""
    return each_tab, record_messages(each_tab)


@pytest.fixture
def page(recorded: tuple[Page, list[str]], url: str) -> Iterator[Page]:
    """Return the page in each browser, in which nothing may violate the policy."""
    tab, messages = recorded
    messages.clear()
    tab.set_viewport_size({"width": 1280, "height": 800})
    tab.goto(f"{url}/page.html")
    yield tab
    assert messages == []


def screen(player: Locator) -> list[str]:
    """Return the lines that the screen of *player* shows."""
    lines = player.locator(".ts-screen > span").evaluate_all("ls => ls.map(l => l.textContent)")
    while lines and not lines[-1]:
        lines.pop()
    return list(lines)


def wait_until(player: Locator, seconds: float) -> None:
    """Wait until *player* is at *seconds*. The policy forbids Playwright's own way to wait."""
    for _ in range(200):
        if at(player) >= seconds:
            return
        player.page.wait_for_timeout(50)
    pytest.fail(f"at {at(player)} s")


def first(page: Page) -> Locator:
    """Return the player of the first recording."""
    return page.get_by_role("group", name="A long one", exact=True)


def at(player: Locator) -> float:
    """Return the position of *player*, in seconds."""
    return int(player.get_by_role("slider", name="Position").input_value()) / 1000


def test_nothing_plays_by_itself(page: Page) -> None:
    player = first(page)
    assert player.get_by_role("button").inner_text() == "Play"
    page.wait_for_timeout(300)
    assert at(player) == 0
    assert not player.locator(".ts-screen").is_visible()
    assert player.locator("span").last.inner_text() == "0:00 / 0:20"


def test_play_and_pause(page: Page) -> None:
    player = first(page)
    player.get_by_role("combobox", name="Speed").select_option("3×")
    player.get_by_role("button", name="Play", exact=True).click()
    player.get_by_role("button", name="Pause").wait_for()
    wait_until(player, 2.2)
    assert screen(player)[:3] == ["$ make", "one"]
    player.get_by_role("button", name="Pause").click()
    stopped = at(player)
    page.wait_for_timeout(400)
    assert at(player) == stopped
    assert player.get_by_role("button").inner_text() == "Play"


def test_it_ends_and_begins_again(page: Page) -> None:
    player = page.get_by_role("group", name="Recording", exact=True)
    assert player.get_by_role("combobox").input_value() == "2"
    button = player.get_by_role("button")
    button.click()
    wait_until(player, 0.6)
    assert button.inner_text() == "Play"
    assert screen(player) == ["abcdefg"]
    button.click()
    assert at(player) < 0.6
    assert screen(first(page)) == ["$"]


def test_seeking(page: Page) -> None:
    player = first(page)
    slider = player.get_by_role("slider")
    for seconds, lines in [
        (7, ["$ make", "one", "two </script>"]), (2, ["$ make", "one"]), (0, ["$"]),
        (20, ["$ make", "one", "two </script>", "$"]), (1.5, ["$ make"]),
    ]:  # fmt: skip
        slider.fill(str(round(seconds * 1000)))
        assert screen(player) == lines
        assert player.locator(".ts-screen").is_visible()
    assert slider.get_attribute("aria-valuetext") == "0:01"
    assert player.locator("> div > span").inner_text() == "0:01 / 0:20"


def test_keys(page: Page) -> None:
    player = first(page)
    slider = player.get_by_role("slider")
    slider.focus()
    for key, seconds in [
        ("ArrowRight", 5), ("ArrowRight", 10), ("ArrowLeft", 5), ("End", 20), ("ArrowRight", 20),
        ("Home", 0), ("ArrowLeft", 0), ("5", 10), ("9", 18), ("0", 0),
    ]:  # fmt: skip
        page.keyboard.press(key)
        assert at(player) == seconds, key
    page.keyboard.press("Space")
    assert player.get_by_role("button").inner_text() == "Pause"
    page.keyboard.press("Space")
    assert player.get_by_role("button").inner_text() == "Play"
    player.get_by_role("button").focus()
    page.keyboard.press("Space")
    assert player.get_by_role("button").inner_text() == "Pause"
    page.keyboard.press("Enter")
    assert player.get_by_role("button").inner_text() == "Play"
    # In the list of speeds, keys choose.
    slider.fill("0")
    player.get_by_role("combobox").focus()
    page.keyboard.press("End")
    assert at(player) == 0
    # Keys with a modifier are the browser's.
    slider.focus()
    page.keyboard.press("Control+5")
    assert at(player) == 0


def test_chapters_play_from_where_they_begin(page: Page) -> None:
    chapter = page.locator(".ts-recording-chapter")
    assert chapter.inner_text() == "Link Play 0:06"
    chapter.get_by_role("button").click()
    player = first(page)
    assert 6 <= at(player) < 7
    assert player.get_by_role("button", name="Pause").evaluate("b => b === document.activeElement")
    assert screen(player) == ["$ make", "one", "two </script>"]


def test_colours_are_classes(page: Page) -> None:
    first(page).get_by_role("slider").fill("3000")
    coloured = page.locator(".ts-screen .ts-ansi-red")
    assert coloured.inner_text() == "one"
    assert page.locator("[style]").evaluate_all("all => all.map(e => e.className)") == [
        "ts-screen", "ts-screen"
    ]  # fmt: skip


def test_the_screen_has_the_size_of_the_terminal_and_scrolls_in_itself(page: Page) -> None:
    for width in (320, 390, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        first(page).get_by_role("slider").fill("3000")
        box = page.locator(".ts-screen").first
        ch, line = box.evaluate(
            "b => { const s = document.createElement('span'); s.textContent = 'x'.repeat(100);"
            " b.lastChild.append(s); const {width} = s.getBoundingClientRect(); s.remove();"
            " return [width / 100, parseFloat(getComputedStyle(b).lineHeight)]; }"
        )
        row = box.locator("> span").first.bounding_box()
        assert row is not None
        assert abs(row["width"] - 80 * ch) < 2
        assert row["height"] == line
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
    assert box.get_attribute("tabindex") in {"0", None}


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_reduced_motion(browser: Browser, url: str, motion: str) -> None:
    page = browser.new_page(reduced_motion=motion)  # type: ignore[arg-type]
    page.goto(f"{url}/page.html")
    page.evaluate(
        "window.changes = 0; new MutationObserver(() => { window.changes += 1; }).observe("
        "document.querySelectorAll('.ts-screen')[1], {subtree: true, childList: true})"
    )
    player = page.get_by_role("group", name="Recording", exact=True)
    player.get_by_role("combobox").select_option("0.5×")
    player.get_by_role("button").click()
    wait_until(player, 0.6)
    # In 1.2 seconds, the text changes six times, or after one second and after two.
    changes = page.evaluate("window.changes")
    assert changes <= 2 if motion == "reduce" else changes >= 5
    assert screen(player) == ["abcdefg"]
    page.close()


def test_without_a_script_there_is_the_text_and_no_control(browser: Browser, url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{url}/page.html")
    text = page.locator("article").inner_text()
    for part in ("A long one", "$ make", "one", "Link", "two </script>"):
        assert part in text
    assert "version" not in text
    assert page.locator("article :is(button, input, select)").count() == 0
    context.close()


def test_it_works_from_a_file(browser: Browser, pages: Build) -> None:
    page = browser.new_page()
    messages = record_messages(page)
    page.goto((pages.outdir / "page.html").as_uri())
    first(page).get_by_role("slider").fill("7000")
    assert screen(first(page)) == ["$ make", "one", "two </script>"]
    assert messages == []
    page.close()


def test_axe_finds_no_violation(browser: Browser, pages: Build) -> None:
    with served(pages.outdir) as url:  # Axe is a script in the page.
        page = browser.new_page()
        page.goto(f"{url}/page.html")
        first(page).get_by_role("slider").fill("7000")
        page.evaluate(node_file("axe-core/axe.min.js").read_text("utf-8"))
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            page.evaluate(FRAME)
            assert page.evaluate(AXE, "all") == []
        page.add_style_tag(content=PLAIN_BACKGROUND)
        for scheme in ("tty-light", "tty-dark", "phosphor"):
            page.evaluate("scheme => { document.documentElement.dataset.scheme = scheme; }", scheme)
            assert page.evaluate(AXE, "contrast") == [], scheme
        page.close()


def test_print_has_no_player(browser: Browser, url: str) -> None:
    page = browser.new_page()
    page.goto(f"{url}/page.html")
    first(page).get_by_role("slider").fill("7000")
    page.emulate_media(media="print")
    assert not page.locator(".ts-player").first.is_visible()
    assert not page.locator(".ts-jump").first.is_visible()
    assert page.get_by_text("two </script>").last.is_visible()
    page.close()


def test_pages_in_other_directions_and_with_large_text(browser: Browser, url: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto(f"{url}/page.html")
    page.evaluate("document.documentElement.dir = 'rtl'")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    first(page).get_by_role("slider").fill("7000")
    page.evaluate(FRAME)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    left = page.locator(".ts-screen > span").first.bounding_box()
    box = page.locator(".ts-screen").first.bounding_box()
    assert left is not None
    assert box is not None
    assert left["x"] >= box["x"]
    assert page.locator(".ts-player button").first.bounding_box()
    page.close()


def test_forced_colours_keep_the_controls(browser: Browser, url: str) -> None:
    page = browser.new_page(forced_colors="active")
    page.goto(f"{url}/page.html")
    button = first(page).get_by_role("button")
    button.focus()
    assert button.evaluate("b => getComputedStyle(b).outlineStyle") != "none"
    assert button.is_visible()
    page.close()


def test_only_pages_with_a_recording_load_the_files(pages: Build) -> None:
    page, plain = pages.read("page.html"), pages.read("plain.html")
    assert 'src="_static/recording.js' in page
    assert "_static/recording.css" in page
    assert "recording" not in plain
    # Nor does it make Sphinx's scripts load.
    assert "doctools" not in page


def test_the_script_is_small() -> None:
    script = jsmin((FOLDER / "js" / "recording.js").read_text("utf-8"))
    assert len(script.encode()) < 3_000
