"""The recipes for comments in the manual work, under the policies that stand beside them.

The hosts of the services are stood in for by scripts that do to a page what theirs do.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.browser.security_policy import POLICY, record_messages
from tests.conftest import CONF
from tests.helpers.browser import served
from tests.helpers.build_output import build_warnings
from tests.helpers.manual_pages import on_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

    from tests.conftest import Site

pytestmark = pytest.mark.browser

BLOCKS = on_page("comments.md")
FRAME = """
const script = document.currentScript;
const frame = document.createElement("iframe");
frame.src = new URL("widget.html", script.src).href;
script.after(frame);
"""
GISCUS = """
const sheet = document.createElement("link");
sheet.rel = "stylesheet";
sheet.href = "https://giscus.app/default.css";
document.head.prepend(sheet);
"""
UTTERANCES = """
document.head.insertAdjacentHTML("afterbegin", "<style>.utterances { position: sticky }</style>");
frame.className = "utterances-frame";
const box = document.createElement("div");
box.className = "utterances";
frame.replaceWith(box);
box.append(frame);
box.style.height = "300px";
"""
FILES = {
    "https://giscus.app/client.js": ("text/javascript", FRAME + GISCUS),
    "https://giscus.app/default.css": ("text/css", ""),
    "https://giscus.app/widget.html": ("text/html", "<p>A discussion</p>"),
    "https://utteranc.es/client.js": ("text/javascript", FRAME + UTTERANCES),
    "https://utteranc.es/widget.html": ("text/html", "<p>A discussion</p>"),
}
REPLY = """<p>Line one<br>line two</p><p><img src=x onerror="document.title='run'">three</p>"""
THREAD = "https://social.example.org/api/v1/statuses/109372843234456790/context"


def answer(route: Route) -> None:
    """Answer a request to another host than the site's."""
    url = route.request.url
    headers = {"Access-Control-Allow-Origin": "*"}
    if url == THREAD:
        account = {"display_name": "<b>Ivo</b>", "acct": "ivo"}
        reply = {"url": "https://other.example.org/1", "account": account, "content": REPLY}
        hidden = {**reply, "url": "javascript:alert(1)", "content": "<p>Second</p>"}
        body = json.dumps({"ancestors": [], "descendants": [reply, hidden]})
        route.fulfill(content_type="application/json", body=body, headers=headers)
        return
    kind, body = FILES[url]
    route.fulfill(content_type=kind, body=body, headers=headers)


def opened(browser: Browser, site: Site, service: int, policy: str) -> tuple[Page, list[str]]:
    """Return a post with the comments of the recipe number *service*, and the console."""
    template = [block for block in BLOCKS if block.language == "jinja"][service]
    confs = [block.code for block in BLOCKS if block.language == "python"]
    assert len(confs) == 3
    # The first is for all services; the others are in the sections of utterances and Mastodon.
    conf = "".join(confs[number] for number in sorted({0, service}))
    (script,) = [block for block in BLOCKS if block.language == "js"]
    (sheet,) = [block for block in BLOCKS if block.language == "css"]
    (key,) = [block for block in BLOCKS if block.language == "yaml"]
    site.write("conf.py", CONF + conf)
    site.write("_templates/page.html", template.code)
    if service == 1:
        site.write("_static/custom.css", sheet.code)
    if service == 2:
        site.write("_static/mastodon.js", script.code)
    site.write("post/a.md", f"---\ntitle: A\ndate: 2020-01-01\n{key.code}---\n\nText.\n")
    site.write("post/b.md", f"---\ntitle: B\n{key.code}---\n\nText.\n")
    built = site.build(transcript_drafts=True)
    assert build_warnings(built) == []
    outdir = built.outdir
    drafts = (outdir / "post/b.html").read_text("utf-8")
    assert "Comments" not in drafts
    page = browser.new_page()
    messages = record_messages(page)
    page.route(lambda url: "//127.0.0.1" not in url, answer)
    with served(outdir, policy) as url:
        page.goto(f"{url}/post/a.html")
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(100)
    return page, messages


def policy_of(service: int) -> str:
    policies = [
        block.code.partition(": ")[2].strip()
        for block in BLOCKS
        if block.code.startswith("Content-Security-Policy: ")
    ]
    assert len(policies) == 3
    return policies[service]


@pytest.mark.parametrize("service", [0, 1], ids=["giscus", "utterances"])
def test_frame_of_a_service_is_shown(browser: Browser, site: Site, service: int) -> None:
    page, messages = opened(browser, site, service, policy_of(service))
    assert page.frames[1].locator("p").text_content() == "A discussion"
    # That the style element of utterances is blocked is in the manual.
    assert len(messages) == service, messages
    assert all("style" in message for message in messages)
    box = page.locator("iframe").bounding_box()
    assert box is not None
    if service == 1:
        assert box["height"] == 300
        assert box["width"] > 300
    page.close()


def test_replies_on_mastodon_are_shown_as_text(browser: Browser, site: Site) -> None:
    page, messages = opened(browser, site, 2, policy_of(2))
    # The reply has an event handler, which nothing runs; Chromium reports it when it is parsed.
    assert len(messages) == 1
    assert "event handler" in messages[0]
    rows = page.locator("#comments li")
    first, second = rows.all_text_contents()
    assert first == "<b>Ivo</b>: Line one\nline two\nthree"
    assert second == "<b>Ivo</b>: Second"
    links = [link.get_attribute("href") for link in page.locator("#comments li a").all()]
    assert links == ["https://other.example.org/1", None]
    assert page.locator("#comments li :not(a)").count() == 0
    assert page.title() != "run"
    page.close()


@pytest.mark.parametrize("service", [0, 1, 2])
def test_policy_of_the_theme_alone_blocks_each_service(
    browser: Browser, site: Site, service: int
) -> None:
    page, messages = opened(browser, site, service, POLICY)
    assert messages
    assert page.locator("iframe, #comments li").count() == 0
    page.close()
