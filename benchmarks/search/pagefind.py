"""Runs Pagefind, which makes its index from pages and searches by WebAssembly in a browser."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from benchmarks.measure import measure
from benchmarks.search.engines import Answer
from benchmarks.search.logged_server import logged_server

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from playwright.sync_api import Browser

    from benchmarks.measure import Cost

_REQUIREMENT = "pagefind[bin]==1.5.2"
_SHOWN = 20
"""Pagefind loads a file for each result that is shown."""

_SEARCH = """
async ([query, shown]) => {
  window.library ||= await import("/pagefind.js");
  const start = performance.now();
  const found = await window.library.search(query);
  const results = await Promise.all(found.results.slice(0, shown).map((each) => each.data()));
  return {
    total: found.results.length,
    pages: results.map((each) => each.raw_url || each.url),
    milliseconds: performance.now() - start,
  };
}
"""


def install_pagefind(workdir: Path) -> Path:
    """Install Pagefind into an environment of its own, and return its Python."""
    folder = workdir / "environments" / "pagefind"
    python, stamp = folder / "bin" / "python", folder / "installed-for"
    if not stamp.is_file() or stamp.read_text("utf-8") != _REQUIREMENT:
        print("Installing Pagefind", file=sys.stderr, flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        log = workdir / "logs" / "install-pagefind.log"
        measure([sys.executable, "-m", "venv", str(folder)], log)
        pip = [str(python), "-m", "pip", "install", "--disable-pip-version-check"]
        measure([*pip, _REQUIREMENT], log)
        stamp.write_text(_REQUIREMENT, "utf-8")
    return python


def make_pagefind_index(python: Path, output: Path, index: Path) -> Cost:
    """Make the index of the site in *output* in the folder *index*, and return the cost."""
    shutil.rmtree(index, ignore_errors=True)
    command = [str(python), "-m", "pagefind", "--site", str(output), "--output-path", str(index)]
    command += ["--root-selector", "article", "--exclude-selectors", ".ts-prompt"]
    cost = measure([*command, "--keep-index-url"], index.parent / f"{index.name}.log")
    (index / "index.html").write_text("<!doctype html><title>Pagefind</title>", "utf-8")
    return cost


def search_pagefind(
    browser: Browser, index: Path, queries: Sequence[str], *, anew: bool = False
) -> list[Answer]:
    """Run *queries* over the *index*. With *anew*, each is the first query of a visit."""
    found: list[Answer] = []
    with logged_server(index) as server:
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{server.address}/index.html")
        for query in queries:
            if anew:
                context.close()
                context = browser.new_context()
                page = context.new_page()
                page.goto(f"{server.address}/index.html")
            start = len(server.files)
            answer = page.evaluate(_SEARCH, [query, _SHOWN])
            pages = [url.lstrip("/").removesuffix(".html") for url in answer.pop("pages")]
            files = server.fetched(start)
            found.append(Answer(query=query, pages=pages, files=files, **answer))
        context.close()
    return found
