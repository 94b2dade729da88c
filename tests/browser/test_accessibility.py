"""Accessibility of each kind of page: axe-core, headings, landmarks and the accessibility tree."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_transcript.theme.colour_schemes import SCHEMES
from tests.conftest import EXAMPLE_SITE
from tests.helpers.page_kinds import KINDS, open_kind
from tests.helpers.tools import node_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import CDPSession, Page

pytestmark = pytest.mark.browser

SIZES = {(1280, 800): "others", (320, 800): "all", (1366, 800): "others", (1440, 900): "all"}
"""Sizes of windows; from 1366 pixels on the branch and the contents stand beside the text.

The rules for contrast take as long as all others. They are left out at two sizes: what can be seen
there is seen at the widest one, too, or when the schemes are tried.
"""

# What depends on the size of boxes is done before the next frame.
FRAME = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"

MARKUP_PAGES = sorted(
    path.stem for path in (EXAMPLE_SITE / "manual" / "kitchen-sink").glob("*.[mr][ds]*")
)
"""Pages with all markup of Sphinx, docutils and MyST."""

# All rules, those for contrast, or all others: of all levels, best practices, and experimental
# ones. The one exception requires a landmark role for each box that scrolls.
AXE = """async (part) => {
  if (!["all", "others", "contrast"].includes(part)) throw new Error(`unknown rules: ${part}`);
  const rules = axe.getRules().map(({ruleId}) => ruleId);
  const ofContrast = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"];
  const leftOut = ["focus-order-semantics", ...(part === "all" ? [] : ofContrast)];
  const contrastOnly = part === "contrast";
  const wanted = contrastOnly
    ? ofContrast.slice(1)
    : rules.filter((rule) => !leftOut.includes(rule));
  const context = contrastOnly ? {exclude: "math"} : document;
  const {violations, incomplete} = await axe.run(context, {
    runOnly: wanted, resultTypes: ["violations", "incomplete"], preload: false
  });
  const unsure = contrastOnly ? incomplete : [];
  const found = (part, isCounted) => part.flatMap(
    ({id, nodes}) => nodes.map(({html}) => [id, html]).filter(isCounted)
  );
  const hasLetters = ([, html]) => /\\p{L}/u.test(html.replaceAll(/<[^>]*>/g, ""));
  return [...found(violations, () => true), ...found(unsure, hasLetters)];
}"""
# axe-core can't compute the contrast of text with a shadow beside it or scrolled out of view.
PLAIN_BACKGROUND = """pre, .ts-table-scroll, div.math {
  background: var(--ground, var(--ts-page)); overflow: visible; white-space: pre-wrap;
}"""

STRUCTURE = """() => ({
  levels: [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(h => Number(h.tagName[1])),
  navigations: [...document.querySelectorAll("nav")].map(nav => nav.getAttribute("aria-label")
    ?? document.getElementById(nav.getAttribute("aria-labelledby"))?.textContent ?? ""),
  landmarks: ["body > header", "main", "body > footer"].map(
    (each) => document.querySelectorAll(each).length
  ),
})"""


@pytest.fixture
def page(tab: Page) -> Page:
    """Return the tab in the default size."""
    tab.set_viewport_size({"width": 1280, "height": 720})
    return tab


@pytest.fixture
def devtools(page: Page) -> Iterator[CDPSession]:
    """Return a DevTools session with the page; its end resets what it has set."""
    session = page.context.new_cdp_session(page)
    yield session
    session.detach()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_no_violation(
    page: Page, devtools: CDPSession, kinds_url: str, kind: str, scripts: bool
) -> None:
    axe = node_file("axe-core/axe.min.js").read_text("utf-8")
    devtools.send("Emulation.setScriptExecutionDisabled", {"value": not scripts})
    open_kind(page, kinds_url, kind, scripts=scripts)
    # The page has been loaded without scripts; axe-core needs timers.
    devtools.send("Emulation.setScriptExecutionDisabled", {"value": False})
    page.evaluate(axe)
    found: dict[str, Any] = {}

    for (width, height), part in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(FRAME)
        found[f"{width} pixels"] = page.evaluate(AXE, part)
    # Without scripts readers can't choose a scheme; the default ones use the same rules.
    schemes = SCHEMES if scripts and kind != "alias" else {}
    page.set_viewport_size({"width": 1280, "height": 800})
    page.add_style_tag(content=PLAIN_BACKGROUND)
    backgrounds = set()
    for scheme in schemes:
        page.evaluate("scheme => { document.documentElement.dataset.scheme = scheme; }", scheme)
        backgrounds.add(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
        found[scheme] = page.evaluate(AXE, "contrast")
    assert {where: what for where, what in found.items() if what} == {}
    assert len(backgrounds) == len(schemes)


@pytest.mark.parametrize("name", MARKUP_PAGES)
def test_axe_finds_no_violation_in_any_markup(page: Page, kinds_url: str, name: str) -> None:
    axe = node_file("axe-core/axe.min.js").read_text("utf-8")
    page.goto(f"{kinds_url}/manual/kitchen-sink/{name}.html")
    page.evaluate(axe)
    for (width, height), part in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(FRAME)
        assert page.evaluate(AXE, part) == [], width


@pytest.mark.parametrize("kind", KINDS)
def test_headings_are_in_order_and_landmarks_named(page: Page, kinds_url: str, kind: str) -> None:
    open_kind(page, kinds_url, kind)
    found = page.evaluate(STRUCTURE)
    levels = found["levels"]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))
    names = [" ".join(name.split()) for name in found["navigations"]]
    assert all(names)
    assert len(set(names)) == len(names)
    assert found["landmarks"] == ([0, 1, 0] if kind == "alias" else [1, 1, 1])


def spoken(devtools: CDPSession) -> str:
    """Return the texts of the accessibility tree in order, one per line."""
    tree = devtools.send("Accessibility.getFullAXTree")["nodes"]
    nodes = {node["nodeId"]: node for node in tree}

    def texts(node: dict[str, Any]) -> Iterator[str]:
        if not node["ignored"] and node["role"]["value"] != "InlineTextBox":
            yield str(node.get("name", {}).get("value", "")).strip()
        for child in node.get("childIds", ()):
            yield from texts(nodes[child])

    return "\n".join(filter(None, texts(tree[0])))


@pytest.mark.parametrize("kind", KINDS)
def test_prompt_symbols_are_not_spoken(
    page: Page, devtools: CDPSession, kinds_url: str, kind: str
) -> None:
    open_kind(page, kinds_url, kind)
    # In code and excerpts the symbols are the author's own text.
    page.evaluate(
        "document.querySelectorAll('pre, article code, .sig, .context').forEach(e => e.remove())"
    )
    text = spoken(devtools)
    assert not re.findall(r"(?m)^[$#]+(?: .*)?$|~.?\$|[▊←→]", text)
    if kind != "alias":
        assert "Home" in text
        assert "\nls\n" in text


def test_post_is_spoken_in_order(page: Page, devtools: CDPSession, kinds_url: str) -> None:
    open_kind(page, kinds_url, "post")
    text = spoken(devtools)
    order = [
        "Skip to content", "Home ada@example", "ls", "about.md", "2015-03-02", "Ada Marsh",
        "cat post/dns-the-answer",
        "DNS: the answer was cached", "It is 04:17", "The second hole, while I was in the first",
        "ls -t", "What systemd does", "related", "top", "©",
    ]  # fmt: skip
    positions = [text.find(f"\n{part}") for part in order]
    assert -1 not in positions
    assert positions == sorted(positions)
    # What a command is for is the name of what it prints, and is read once.
    assert text.count("newer and older posts") == 1
    assert "# newer" not in text
