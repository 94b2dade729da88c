"""Measures how long a reader waits: from a key to the results, with the data there.

A slow processor is Chromium's, slowed to a quarter; Firefox has no such setting. What else the
machine does adds to these times, so the processor time of Chromium's main thread is measured as
well, not slowed: four times that is what a slow processor takes on a quiet machine.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.report import table
from benchmarks.search.logged_server import logged_server
from benchmarks.search.relevance import LABELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser, CDPSession, Page

    from benchmarks.search.sites import LargeBlog

SLOWED = 4
_WAIT = 60_000
"""Milliseconds."""

_FIELD = "input[role=combobox]"
_WATCH = """
() => {
  const list = document.querySelector("[role=listbox]");
  let start = null;
  let end = null;
  window.waitForResults = () => { window.wait = new Promise((resolve) => { end = resolve; }); };
  addEventListener("keydown", (event) => { start = event.timeStamp; }, true);
  new MutationObserver(() => {
    if (start === null || !list.querySelector("[role=option]")) return;
    list.getBoundingClientRect(); // Lays the rows out.
    end?.(performance.now() - start);
    start = null;
  }).observe(list, { childList: true });
}
"""

SPHINX_NAME = "sphinx-search.html"
_SPHINX_SCRIPTS = (
    "documentation_options", "doctools", "sphinx_highlight", "language_data", "searchtools",
)  # fmt: skip
SPHINX_PAGE = "\n".join([
    '<!doctype html><html data-content_root="./"><title>Sphinx</title>',
    *(f'<script src="_static/{name}.js"></script>' for name in _SPHINX_SCRIPTS),
    '<script src="searchindex.js" defer></script><div id="search-results"></div>',
])  # fmt: skip
_SPHINX_SEARCH = """
(query) => new Promise((resolve) => {
  const results = document.getElementById("search-results");
  results.replaceChildren();
  const start = performance.now();
  const watch = new MutationObserver(() => {
    const shown = results.querySelectorAll("li").length;
    if (shown >= 20 || Search.status.innerText) {
      watch.disconnect();
      resolve(performance.now() - start);
    }
  });
  watch.observe(results, { childList: true, subtree: true });
  Search.performSearch(query);
})
"""


@dataclass(frozen=True, slots=True)
class Wait:
    """How long the results of a query took to appear, several times."""

    engine: str
    browser: str
    label: str
    query: str
    milliseconds: list[float]
    processor: list[float]
    """Milliseconds of the main thread's processor time; empty where it isn't measured."""


def measure_own(browser: Browser, name: str, blog: LargeBlog, times: int) -> list[Wait]:
    """Type each query at the prompt of the home page of *blog*, but for its last letter.

    Then that letter is typed and deleted by turns; only the first letters load anything.
    """
    found = []
    with logged_server(blog.output) as server:
        page = _page(browser, name, f"{server.address}/index.html")
        session = page.context.new_cdp_session(page) if name == "chromium" else None
        if session:
            session.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.keyboard.press("/")
        page.locator(_FIELD).wait_for(timeout=_WAIT)
        page.evaluate(_WATCH)
        for choice in blog.choices:
            print(f"Typing {choice.query!r} in {name}", file=sys.stderr, flush=True)
            page.locator(_FIELD).fill("")
            page.keyboard.type(choice.query, delay=100)
            page.wait_for_timeout(2000)
            waits, processor = [], []
            for number in range(2 * times if session else times):
                # By turns slowed, for the time, and not, for the processor time.
                is_slowed = session is not None and number % 2 == 0
                if session:
                    rate = SLOWED if is_slowed else 1
                    session.send("Emulation.setCPUThrottlingRate", {"rate": rate})
                page.keyboard.press("Backspace")
                page.wait_for_timeout(500)
                page.evaluate("() => window.waitForResults()")
                before = _task_duration(session)
                page.keyboard.press(choice.query[-1])
                wait = page.evaluate("() => window.wait")
                if session and not is_slowed:
                    processor.append(_task_duration(session) - before)
                else:
                    waits.append(wait)
            found.append(Wait("transcript", name, choice.label, choice.query, waits, processor))
        page.context.close()
    return found


def _task_duration(session: CDPSession | None) -> float:
    """Return the milliseconds of processor time of the page's main thread so far."""
    if session is None:
        return 0
    metrics = session.send("Performance.getMetrics")["metrics"]
    [seconds] = [each["value"] for each in metrics if each["name"] == "TaskDuration"]
    return float(seconds) * 1000


def measure_sphinx(browser: Browser, name: str, blog: LargeBlog, times: int) -> list[Wait]:
    """Search with Sphinx's own page, its index loaded, until 20 results are there or all."""
    found = []
    with logged_server(blog.output, {SPHINX_NAME: SPHINX_PAGE}) as server:
        for choice in blog.choices:
            print(f"Searching {choice.query!r} with Sphinx in {name}", file=sys.stderr, flush=True)
            waits = []
            for _ in range(times):
                # A page for each: Sphinx goes on to load a page for each result.
                page = _page(browser, name, f"{server.address}/{SPHINX_NAME}")
                page.wait_for_function("() => Search.hasIndex()", timeout=_WAIT)
                waits.append(page.evaluate(_SPHINX_SEARCH, choice.query))
                page.context.close()
            found.append(Wait("sphinx", name, choice.label, choice.query, waits, []))
    return found


def _page(browser: Browser, name: str, address: str) -> Page:
    page = browser.new_context().new_page()
    if name == "chromium":
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.goto(address)
    return page


def report(waits: Sequence[Wait]) -> str:
    """Return a table of medians, with the longest in brackets."""
    columns = list(dict.fromkeys((wait.engine, wait.browser) for wait in waits))
    slowed = f", {SLOWED} × slowed"
    heads = ["ms from the key to the results"]
    heads += [
        f"{LABELS[engine]}, {browser}{slowed if browser == 'chromium' else ''}"
        for engine, browser in columns
    ]
    heads.append("sphinx-transcript, processor time × 4")
    rows = []
    for label in dict.fromkeys(wait.label for wait in waits):
        own = {
            (wait.engine, wait.browser): wait.milliseconds for wait in waits if wait.label == label
        }
        cells = [own.get(column) for column in columns]
        processor = [
            SLOWED * each for wait in waits if wait.label == label for each in wait.processor
        ]
        cells.append(processor)
        rows.append([label, *(_cell(cell) if cell else "" for cell in cells)])
    return "\n".join(table(heads, rows))


def _cell(milliseconds: Sequence[float]) -> str:
    return f"{median(milliseconds):.0f} ({max(milliseconds):.0f})"
