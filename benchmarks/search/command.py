"""The command line of the search benchmark."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright
from tests.helpers.browser import launched, running_chromium, running_firefox

from benchmarks.measure import BenchmarkError
from benchmarks.output_options import add_output_options, write_json
from benchmarks.search import build_share, latency, libraries, relevance, traffic
from benchmarks.search.engines import ENGINES, install_scripts
from benchmarks.search.pagefind import install_pagefind
from benchmarks.search.sites import build_example, large_blog

if TYPE_CHECKING:
    from collections.abc import Callable

_DESCRIPTION = "Measure this project's search, and Sphinx's own, Pagefind's and those of libraries."

PAGEFIND = "pagefind"

Part = tuple[str, list[object]]
"""A report in Markdown, and the measurements."""


def main(arguments: list[str]) -> int:
    """Run the command line, and return the exit status."""
    options = _parse(arguments)
    found: dict[str, list[object]] = {}
    try:
        for name in options.search or PARTS:
            report, found[name] = PARTS[name](options)
            print(f"## {name}\n\n{report}\n", flush=True)
    except BenchmarkError as error:
        print(f"benchmarks/run.py: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    if options.json:
        write_json(options.json, {**found})
    return 0


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks/run.py --search", description=_DESCRIPTION)
    parser.add_argument(
        "--search", nargs="*", choices=PARTS, metavar="PART", help=f"all of, or {', '.join(PARTS)}"
    )
    parser.add_argument(
        "--site",
        action="append",
        type=_site,
        default=[],
        metavar="NAME=FOLDER",
        help="a site that queries.toml names, built with this theme by the builder html",
    )
    every = (*ENGINES, PAGEFIND)
    parser.add_argument("--engines", nargs="+", choices=every, default=every, metavar="NAME")
    parser.add_argument("--posts", type=int, default=10_000, help="posts of the large blog (10000)")
    parser.add_argument("--repeat", type=int, default=5, help="rounds of timed builds (5)")
    parser.add_argument("--times", type=int, default=15, help="keys of each query (15)")
    add_output_options(parser)
    return parser.parse_args(arguments)


def _site(text: str) -> tuple[str, Path]:
    name, _, folder = text.partition("=")
    path = Path(folder).resolve()
    if not (path / "searchindex.js").is_file():
        raise argparse.ArgumentTypeError(f"{folder or text} is no folder with a built site")
    return name, path


def _relevance(options: argparse.Namespace) -> Part:
    scripts = install_scripts(options.workdir)
    sites = {"example": build_example(options.workdir), **dict(options.site)}
    engines = [engine for engine in options.engines if engine != PAGEFIND]
    ranks = relevance.measure_relevance(scripts, sites, engines)
    if PAGEFIND in options.engines:
        python = install_pagefind(options.workdir)
        with launched() as browser:
            ranks += relevance.measure_pagefind(python, browser, options.workdir, sites)
    return relevance.report(ranks), [asdict(each) for each in ranks]


def _traffic(options: argparse.Namespace) -> Part:
    scripts = install_scripts(options.workdir)
    blog = large_blog(options.workdir, options.posts)
    pagefind = install_pagefind(options.workdir)
    index = options.workdir / "search" / "pagefind" / f"corpus-{options.posts}"
    with launched() as browser:
        found = traffic.measure_traffic(scripts, blog, pagefind, browser, index)
    return traffic.report(found, options.posts), [asdict(each) for each in found]


def _libraries(options: argparse.Namespace) -> Part:
    scripts = install_scripts(options.workdir)
    found = libraries.measure_libraries(scripts, large_blog(options.workdir, options.posts))
    return libraries.report(found, options.posts), [asdict(each) for each in found]


def _latency(options: argparse.Namespace) -> Part:
    blog = large_blog(options.workdir, options.posts)
    found = []
    with sync_playwright() as playwright:
        for name, run in (("chromium", running_chromium), ("firefox", running_firefox)):
            with run(playwright) as browser:
                found += latency.measure_own(browser, name, blog, options.times)
                found += latency.measure_sphinx(browser, name, blog, 3)
    return latency.report(found), [asdict(each) for each in found]


def _builds(options: argparse.Namespace) -> Part:
    pairs = build_share.measure_pairs(options.workdir, options.repeat)
    return build_share.report(pairs), [asdict(each) for each in pairs]


PARTS: dict[str, Callable[[argparse.Namespace], Part]] = {
    "relevance": _relevance,
    "traffic": _traffic,
    "latency": _latency,
    "libraries": _libraries,
    "builds": _builds,
}
"""What can be measured, by the name on the command line."""
