"""What screen readers are told: names of headings and links, and what a button has done."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers.page_kinds import KINDS, open_kind

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def spoken(page: Page) -> list[tuple[str, str]]:
    """Return the role and the name of each node of the accessibility tree of *page*."""
    session = page.context.new_cdp_session(page)
    tree: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [
        (node["role"]["value"], " ".join(str(node.get("name", {}).get("value", "")).split()))
        for node in tree
        if not node["ignored"]
    ]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "alias"])
def test_headings_have_their_text_as_name(tab: Page, kinds_url: str, kind: str) -> None:
    open_kind(tab, kinds_url, kind)
    # Captions of toctrees have the role alone.
    headings = tab.locator("h1, h2, h3, h4, h5, h6, [role=heading]")
    texts = [" ".join(text.split()) for text in headings.all_inner_texts()]
    named = [name for role, name in spoken(tab) if role == "heading"]
    assert not [name for name in named if "Link to this" in name]
    assert named == texts
    links = tab.locator(":is(h2, h3, h4, h5, h6) + .headerlink")
    for link in links.all():
        link.focus()
        assert link.evaluate("(each) => each === document.activeElement")
    by_name = tab.get_by_role("link", name="Link to this heading")
    assert by_name.count() >= links.count()


@pytest.mark.parametrize("kind", ["post", "manual", "API", "toctree"])
def test_labels_are_read_once(tab: Page, kinds_url: str, kind: str) -> None:
    open_kind(tab, kinds_url, kind)
    labels = {
        label
        for each in tab.locator("nav[aria-label], section[aria-label]").all()
        if (label := each.get_attribute("aria-label"))
    }
    assert labels
    counts = Counter(name for role, name in spoken(tab) if role != "InlineTextBox")
    assert {label: counts[label] for label in labels if counts[label] != 1} == {}


def test_copying_is_announced(each_browser: Browser, kinds_url: str) -> None:
    page = each_browser.new_page()
    page.add_init_script("navigator.clipboard.writeText = async () => undefined;")
    open_kind(page, kinds_url, "post")
    status = page.get_by_role("status")
    assert status.inner_text() == ""
    page.locator(".ts-copy").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('[role=status]').textContent === 'copied'")
    page.wait_for_function("document.querySelector('[role=status]').textContent === ''")
    page.close()
