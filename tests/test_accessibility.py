"""Each kind of page for readers who do not see it, who have no mouse, or who need contrast."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_transcript.theme.schemes import SCHEMES
from tests.browser import served
from tests.page_kinds import KINDS, open_kind
from tests.tools import node_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, CDPSession, Page

    from tests.conftest import Build

pytestmark = pytest.mark.browser

WIDTHS = (1280, 320)

# Its rules of all levels, best practices and experiments, but for one experiment that would have
# each box that scrolls be a landmark.
AXE = """async (contrastOnly) => {
  const rules = axe.getRules().map(({ruleId}) => ruleId);
  const wanted = contrastOnly
    ? ["color-contrast-enhanced", "link-in-text-block"]
    : rules.filter((rule) => rule !== "focus-order-semantics");
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
# Shadows beside code, and what is scrolled out of sight, keep axe-core from telling the contrast.
PLAIN_GROUND = """pre, .table-scroll, div.math {
  background: var(--ground, var(--page)); overflow: visible; white-space: pre-wrap;
}"""

STRUCTURE = """() => ({
  levels: [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(h => Number(h.tagName[1])),
  navigations: [...document.querySelectorAll("nav")].map(nav => nav.getAttribute("aria-label")
    ?? document.getElementById(nav.getAttribute("aria-labelledby"))?.textContent ?? ""),
  landmarks: ["body > header", "main", "body > footer"].map(
    (each) => document.querySelectorAll(each).length
  ),
})"""


@pytest.fixture(scope="module")
def address(kinds: Build) -> Iterator[str]:
    """Return where the pages are served."""
    with served(kinds.outdir) as url:
        yield url


@pytest.fixture(scope="module")
def opened(browser: Browser) -> Page:
    """Return a page of the browser."""
    return browser.new_page()


@pytest.fixture
def page(opened: Page) -> Page:
    """Return the page, as large as it was at first."""
    opened.set_viewport_size({"width": 1280, "height": 720})
    return opened


@pytest.fixture
def devtools(page: Page) -> Iterator[CDPSession]:
    """Return a session with the page, which undoes what it has set when it ends."""
    session = page.context.new_cdp_session(page)
    yield session
    session.detach()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(
    page: Page, devtools: CDPSession, address: str, kind: str, scripts: bool
) -> None:
    axe = node_file("axe-core/axe.min.js").read_text("utf-8")
    devtools.send("Emulation.setScriptExecutionDisabled", {"value": not scripts})
    open_kind(page, address, kind, scripts=scripts)
    # What the page had to run is past; axe-core needs timers.
    devtools.send("Emulation.setScriptExecutionDisabled", {"value": False})
    page.evaluate(axe)
    found: dict[str, Any] = {}

    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found[f"{width} pixels"] = page.evaluate(AXE, False)
    # Without scripts nobody chooses; what the site has chosen are the same rules.
    schemes = SCHEMES if scripts and kind != "alias" else {}
    page.set_viewport_size({"width": 1280, "height": 800})
    page.add_style_tag(content=PLAIN_GROUND)
    grounds = set()
    for scheme in schemes:
        page.evaluate("scheme => { document.documentElement.dataset.scheme = scheme; }", scheme)
        grounds.add(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
        found[scheme] = page.evaluate(AXE, True)
    assert {where: what for where, what in found.items() if what} == {}
    assert len(grounds) == len(schemes)


@pytest.mark.parametrize("kind", KINDS)
def test_headings_are_in_order_and_landmarks_named(page: Page, address: str, kind: str) -> None:
    open_kind(page, address, kind)
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
    """Return what a screen reader has of the page in order, one text a line."""
    tree = devtools.send("Accessibility.getFullAXTree")["nodes"]
    nodes = {node["nodeId"]: node for node in tree}

    def texts(node: dict[str, Any]) -> Iterator[str]:
        if not node["ignored"] and node["role"]["value"] != "InlineTextBox":
            yield str(node.get("name", {}).get("value", "")).strip()
        for child in node.get("childIds", ()):
            yield from texts(nodes[child])

    return "\n".join(filter(None, texts(tree[0])))


@pytest.mark.parametrize("kind", KINDS)
def test_signs_of_the_prompt_are_not_spoken(
    page: Page, devtools: CDPSession, address: str, kind: str
) -> None:
    open_kind(page, address, kind)
    # In code and excerpts they are what the author wrote.
    page.evaluate(
        "document.querySelectorAll('pre, article code, .sig, .context').forEach(e => e.remove())"
    )
    text = spoken(devtools)
    assert not re.findall(r"(?m)^[$#]+(?: .*)?$|~.?\$|[▊←→]", text)
    if kind != "alias":
        assert "Home" in text
        assert "\nls\n" in text


def test_post_is_spoken_in_order(page: Page, devtools: CDPSession, address: str) -> None:
    open_kind(page, address, "post")
    text = spoken(devtools)
    order = [
        "Skip to content", "Home ada@example", "ls", "about.md", "cat post/dns-the-answer",
        "DNS: the answer was cached", "It is 04:17", "The second hole, while I was in the first",
        "2015-03-02", "Ada Marsh", "ls -t", "What systemd does", "related", "©",
    ]  # fmt: skip
    places = [text.find(f"\n{words}") for words in order]
    assert -1 not in places
    assert places == sorted(places)
