"""Links differ from text: by a contrast of 1.4:1 or more, or they are underlined."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.theme.colour_schemes import SCHEMES
from tests.helpers.page_kinds import KINDS, open_kind
from tests.theme.contrast import contrast

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

# Links without an underline: their HTML and colour. Those of the prompt are part of a prompt, and
# the entries of the page itself and of the section being read are no way to anything else.
PLAIN = """() => {
  const hex = (colour) => "#" + colour.match(/[0-9]+/g).slice(0, 3)
    .map((part) => Number(part).toString(16).padStart(2, "0")).join("");
  const shown = "a[href]:not([rel=home], [aria-current=page], :target-current)";
  return [...document.querySelectorAll(shown)]
    .filter((link) => link.checkVisibility() && link.innerText.trim())
    .filter((link) => !getComputedStyle(link).textDecorationLine.includes("underline"))
    .map((link) => [link.outerHTML.slice(0, 100), hex(getComputedStyle(link).color)]);
}"""


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "alias"])
def test_links_differ_from_text_in_all_schemes(tab: Page, kinds_url: str, kind: str) -> None:
    tab.set_viewport_size({"width": 1440, "height": 900})
    open_kind(tab, kinds_url, kind)
    for scheme in SCHEMES:
        tab.evaluate("name => { document.documentElement.dataset.scheme = name; }", scheme)
        text = SCHEMES[scheme].colours.text
        low = [link for link, colour in tab.evaluate(PLAIN) if contrast(colour, text) < 1.4]
        assert low == [], scheme


@pytest.mark.parametrize("kind", ["home", "post", "tag", "all tags", "index", "blocks"])
def test_links_show_hover_and_focus(tab: Page, kinds_url: str, kind: str) -> None:
    open_kind(tab, kinds_url, kind)
    for link in tab.locator("main a[href]:visible:not(.headerlink)").all()[:8]:
        link.hover()
        line = link.evaluate("each => getComputedStyle(each).textDecorationLine")
        assert line == "underline", link.evaluate("each => each.outerHTML")
        link.focus()
        assert link.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
