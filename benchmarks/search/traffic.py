"""Measures what a reader loads until the first results of a query in a large blog."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.report import table
from benchmarks.search.engines import run_engine
from benchmarks.search.logged_server import logged_server, total_size
from benchmarks.search.pagefind import make_pagefind_index, search_pagefind
from benchmarks.search.relevance import LABELS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from benchmarks.search.chosen_words import Choice
    from benchmarks.search.logged_server import LoggedServer
    from benchmarks.search.sites import LargeBlog

_SHOWN = 20
_LABELS = {**LABELS, "typed": "sphinx-transcript, typed"}
_KEY, _QUIET = 150, 1500
"""Milliseconds between two keys, and without a request until all has been loaded."""
_SPHINX_SCRIPTS = (
    "_static/documentation_options.js",
    "_static/doctools.js",
    "_static/sphinx_highlight.js",
)


@dataclass(frozen=True, slots=True)
class Traffic:
    """What one query loads, as the first of a visit."""

    engine: str
    label: str
    query: str
    total: int
    """The number of results."""
    requests: int
    size: int
    """Bytes after gzip -9."""


def measure_traffic(
    scripts: Path, blog: LargeBlog, pagefind: Path, browser: Browser, index: Path
) -> list[Traffic]:
    """Search *blog* with this project, Sphinx and Pagefind.

    *pagefind* is the Python that has it; it writes its index into the folder *index*.
    """
    output, choices = blog.output, blog.choices
    print("Making the index of Pagefind", file=sys.stderr, flush=True)
    index.parent.mkdir(parents=True, exist_ok=True)
    make_pagefind_index(pagefind, output, index)
    found = [*_own(browser, blog, is_typed=False), *_own(browser, blog, is_typed=True)]
    found += _sphinx(scripts, output, choices)
    answers = search_pagefind(browser, index, [each.query for each in choices], anew=True)
    for choice, answer in zip(choices, answers, strict=True):
        size = total_size(index, answer.files)
        found.append(
            Traffic("pagefind", choice.label, choice.query, answer.total, len(answer.files), size)
        )
    return found


def _own(browser: Browser, blog: LargeBlog, *, is_typed: bool) -> list[Traffic]:
    """Return what the prompt loads when a query is typed letter by letter, or pasted."""
    engine = "typed" if is_typed else "transcript"
    found = []
    with logged_server(blog.output) as server:
        for choice in blog.choices:
            page = browser.new_context().new_page()
            page.goto(f"{server.address}/index.html", wait_until="networkidle")
            start = len(server.files)
            page.keyboard.press("/")
            field = page.locator("input[role=combobox]")
            field.wait_for()
            if is_typed:
                page.keyboard.type(choice.query, delay=_KEY)
            else:
                field.fill(choice.query)
            page.keyboard.press("Enter")
            _settle(page, server)
            numbers = re.findall(r"\d+", page.locator(".ts-shell [role=status]").inner_text())
            files = server.fetched(start)
            size = total_size(blog.output, files)
            total = max(map(int, numbers), default=0)
            found.append(Traffic(engine, choice.label, choice.query, total, len(files), size))
            page.context.close()
    return found


def _settle(page: Page, server: LoggedServer) -> None:
    """Wait until the browser has asked for nothing for a while."""
    count = -1
    while count != len(server.files):
        count = len(server.files)
        page.wait_for_timeout(_QUIET)


def _sphinx(scripts: Path, output: Path, choices: Sequence[Choice]) -> list[Traffic]:
    """Return what Sphinx's search page loads: the index, and the page of each result shown."""
    opening, answers = run_engine(
        scripts, "sphinx", output, [], [choice.query for choice in choices]
    )
    found = []
    for choice, answer in zip(choices, answers, strict=True):
        pages = [f"{page}.html" for page in answer.pages[:_SHOWN]]
        files = [*_SPHINX_SCRIPTS, *opening.files, *pages]
        size = total_size(output, files)
        found.append(Traffic("sphinx", choice.label, choice.query, answer.total, len(files), size))
    return found


def report(traffic: Sequence[Traffic], posts: int) -> str:
    """Return a table of bytes and requests."""
    engines = list(dict.fromkeys(each.engine for each in traffic))
    heads = ["first query of a visit", "posts found"]
    heads += [f"{_LABELS[engine]}: bytes, requests" for engine in engines]
    rows = []
    for label in dict.fromkeys(each.label for each in traffic):
        own = {each.engine: each for each in traffic if each.label == label}
        first = own[engines[0]]
        row = [label, f"{first.total:,}"]
        row += [f"{own[engine].size:,}, {own[engine].requests}" for engine in engines]
        rows.append(row)
    about = f"{posts:,} posts of 450 words; until 20 results are shown; bytes, gzip -9"
    return "\n".join([about, "", *table(heads, rows)])
