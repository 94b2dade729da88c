"""Each kind of page with large text, less motion, forced colours, more contrast, and in print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sphinx_transcript.theme.colour_schemes import SCHEMES
from tests.helpers.page_kinds import KINDS, open_kind
from tests.theme.contrast import contrast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

OVERFLOW = """() => [
  ...[...document.querySelectorAll("body *")].filter((each) => each.checkVisibility()
    && each.getBoundingClientRect().right > innerWidth + 1
    && !each.closest("pre, .ts-table-scroll, div.math, .ts-for-ears, .ts-skip-link"))
    .map((each) => each.outerHTML.slice(0, 150)),
  ...(document.documentElement.scrollWidth > innerWidth ? ["the page"] : []),
]"""

MOVING = """() => [...document.querySelectorAll("*")].flatMap((each) => ["", "::before", "::after"]
  .map((part) => getComputedStyle(each, part))
  .filter((style) => style.animationName !== "none" || style.scrollBehavior !== "auto"
    || parseFloat(style.transitionDuration) > 0)
  .map((style) => `${each.className}: ${style.animationName}`))"""

# All elements with visible text: their HTML, text colour and background.
TEXTS = """() => {
  const hex = (colour) => "#" + colour.match(/[0-9]+/g).slice(0, 3)
    .map((part) => Number(part).toString(16).padStart(2, "0")).join("");
  const ground = (each) => {
    const colour = each ? getComputedStyle(each).backgroundColor : "rgb(255, 255, 255)";
    return each && /^rgba.*, 0\\)$/.test(colour) ? ground(each.parentElement) : colour;
  };
  return [...document.querySelectorAll("body *")].filter((each) => each.checkVisibility()
    && [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
    .map((each) => [each.outerHTML.slice(0, 100), hex(getComputedStyle(each).color),
      hex(ground(each))]);
}"""


@pytest.fixture
def page(tab: Page) -> Iterator[Page]:
    """Return the tab, and reset its emulated media features afterwards."""
    yield tab
    tab.emulate_media(
        media="null",
        color_scheme="null",
        contrast="null",
        forced_colors="null",
        reduced_motion="null",
    )


def show(tab: Page, kinds_url: str, kind: str, width: int = 1280) -> Page:
    """Open the page of *kind* in a *tab* of *width* pixels, and return the tab."""
    tab.set_viewport_size({"width": width, "height": 800})
    open_kind(tab, kinds_url, kind)
    return tab


@pytest.mark.parametrize("kind", KINDS)
def test_large_text_and_narrow_pages_do_not_scroll_sideways(
    tab: Page, kinds_url: str, kind: str
) -> None:
    page = show(tab, kinds_url, kind, width=320)
    assert page.evaluate(OVERFLOW) == []
    page.add_style_tag(content="html { font-size: 200%; }")
    for width in (1280, 640, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(OVERFLOW) == [], width


@pytest.mark.parametrize("kind", ["home", "post", "search results"])
def test_nothing_moves_with_reduced_motion(page: Page, kinds_url: str, kind: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    assert show(page, kinds_url, kind).evaluate(MOVING) == []
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(MOVING) == ["ts-cursor: ts-blink"]


def styles(page: Page, selector: str, *names: str) -> list[Any]:
    """Return computed styles of the first element that matches *selector*."""
    script = "(each, names) => names.map((name) => getComputedStyle(each)[name])"
    found: list[Any] = page.locator(selector).first.evaluate(script, list(names))
    return found


FORCED = [
    ("search", ".ts-search input", "borderBottomStyle", "solid"),
    ("search", ".ts-search input", "borderBottomWidth", "1px"),
    ("blocks", "tbody tr", "borderTopStyle", "solid"),
    ("blocks", ".hll", "outlineStyle", "solid"),
    ("blocks", ".admonition", "borderLeftStyle", "solid"),
    ("blocks", "pre", "borderLeftStyle", "solid"),
    ("blocks", ".ts-names [aria-current=page]", "textDecorationLine", "underline"),
    ("Markdown", "hr:not(.footnotes)", "borderTopStyle", "solid"),
    ("Markdown", "hr:not(.footnotes)", "borderTopWidth", "1px"),
]


@pytest.mark.parametrize("case", FORCED, ids=" ".join)
def test_borders_stay_visible_with_forced_colours(
    page: Page, kinds_url: str, case: tuple[str, str, str, str]
) -> None:
    kind, selector, name, expected = case
    page.emulate_media(forced_colors="active")
    assert styles(show(page, kinds_url, kind), selector, name) == [expected]


def test_focus_and_text_are_visible_with_forced_colours(page: Page, kinds_url: str) -> None:
    # Redirect pages have no background of their own.
    for kind in KINDS.keys() - {"alias"}:
        show(page, kinds_url, kind)
        page.keyboard.press("Tab")
        for is_dark in (False, True):
            page.emulate_media(forced_colors="active", color_scheme="dark" if is_dark else "light")
            assert below_contrast(page.evaluate(TEXTS), 4.5) == []
            assert styles(page, ":focus", "outlineStyle") == ["solid"]


def below_contrast(texts: list[tuple[str, str, str]], least: float) -> list[str]:
    """Return the HTML of the *texts* that have less contrast than *least*."""
    return [html for html, colour, background in texts if contrast(colour, background) < least]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_dim_text_and_lines_have_the_text_colour_with_more_contrast(
    page: Page, kinds_url: str, scheme: str
) -> None:
    show(page, kinds_url, "post").evaluate(
        "name => { document.documentElement.dataset.scheme = name; }", scheme
    )
    names = ("color", "borderLeftColor")
    text = SCHEMES[scheme].colours.text
    rgb = f"rgb({', '.join(str(int(text[at : at + 2], 16)) for at in (1, 3, 5))})"
    assert styles(page, ".ts-comment", "color") != [rgb]
    page.emulate_media(contrast="more")
    assert styles(page, ".ts-comment", "color") == [rgb]
    assert styles(page, "pre", *names) == [rgb, rgb]


@pytest.mark.parametrize("kind", KINDS)
def test_print_is_dark_on_white_and_cuts_nothing_off(page: Page, kinds_url: str, kind: str) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    show(page, kinds_url, kind, width=700).evaluate(
        "() => { document.documentElement.dataset.scheme = 'amber'; }"
    )
    texts = page.evaluate(TEXTS)
    assert texts
    assert below_contrast(texts, 7) == []
    assert {background for _, _, background in texts} == {"#ffffff"}
    cut = """() => [...document.querySelectorAll("pre, .ts-table-scroll, div.math")]
      .filter((each) => each.scrollWidth > each.clientWidth + 1)
      .map((each) => each.outerHTML.slice(0, 100))"""
    assert page.evaluate(cut) == []
    assert page.evaluate(OVERFLOW) == []
    assert page.locator("h1").is_visible()
    for hidden in ("body > header", "body > footer", ".ts-skip-link", ".ts-prompt"):
        assert not any(each.is_visible() for each in page.locator(hidden).all()), hidden


def test_print_shows_the_urls_of_links(page: Page, kinds_url: str) -> None:
    page.emulate_media(media="print")
    show(page, kinds_url, "post")
    link = page.locator("article a[href^=http]").first
    after = link.evaluate("each => getComputedStyle(each, '::after').content")
    assert "rfc2308" in after or "attr(href)" in after
    assert page.pdf().startswith(b"%PDF")
