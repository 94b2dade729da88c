"""Measures the weight of a post: the bytes that a browser loads on the first visit."""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks import competitors
from benchmarks.corpora.usual import make_post
from benchmarks.loads import from_files, in_browser
from benchmarks.project import Project
from benchmarks.report import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from benchmarks.environments import Environment
    from benchmarks.loads import Load

POSTS = 30
"""The number of posts of each site; one of them is weighed."""

_WORDS = 450
"""The word count of the weighed post, as nearly as possible."""

_KINDS = {"document": "HTML", "stylesheet": "CSS", "script": "JS"}
_REST = "fonts, images, data"
_COLUMNS = (*_KINDS.values(), _REST)


@dataclass(frozen=True, slots=True)
class Weight:
    """The requests and bytes of the first visit of a page."""

    competitor: str
    requests: int
    """The number of all requests, with those to other hosts."""
    others: int
    """The number of requests to other hosts, which are blocked."""
    sizes: dict[str, int]
    """The bytes after gzip -9, by kind."""

    @property
    def total(self) -> int:
        """Return the bytes of all responses of the site."""
        return sum(self.sizes.values())


def weigh(name: str, loads: Sequence[Load]) -> Weight:
    """Return the sums of *loads* of a page by the competitor *name*."""
    sizes = dict.fromkeys(_COLUMNS, 0)
    for load in loads:
        sizes[_KINDS.get(load.kind, _REST)] += load.size
    return Weight(name, len(loads), sum(load.body is None for load in loads), sizes)


def chosen_post() -> int:
    """Return the number of the post whose word count is nearest to 450."""
    return min(range(POSTS), key=lambda index: abs(words_of(index) - _WORDS))


def words_of(index: int) -> int:
    """Return the word count of the post number *index*, without code."""
    prose = make_post(index).text.split("\n---\n")[1].split("```")[::2]
    return len(" ".join(prose).split())


def page_of(index: int) -> str:
    """Return the path of the page of the post number *index* in the output."""
    return f"post/{make_post(index).file.removesuffix('.md')}.html"


def weigh_all(workdir: Path, environments: Mapping[str, Environment]) -> list[Weight]:
    """Build a small site with each of *environments*, and weigh the same post of each."""
    name, found = page_of(chosen_post()), []
    with _loader() as load:
        for competitor in competitors.WEIGHED:
            if competitor.name in environments:
                print(f"Weighing {competitor.label}", file=sys.stderr, flush=True)
                python = environments[competitor.name].python
                folder = workdir / "sites" / f"{competitor.name}-weight"
                project = Project(folder, competitor, python, POSTS)
                project.build()
                found.append(weigh(competitor.name, load(project.output, name)))
    return found


@contextmanager
def _loader() -> Iterator[Callable[[Path, str], list[Load]]]:
    """Yield a function that returns the loads of a page.

    It uses a browser if there is one and Playwright is installed.
    """
    try:
        from tests.helpers.browser import installed, launched, served  # noqa: PLC0415 (may be missing)
    except ImportError:
        path = None
    else:
        path = installed()
    if not path:
        print(
            "no browser was found: fonts and requests of scripts are not counted", file=sys.stderr
        )
        yield from_files
        return
    with ExitStack() as stack:
        browser = stack.enter_context(launched(path))

        def load(folder: Path, name: str) -> list[Load]:
            with served(folder) as address:
                return in_browser(browser, f"{address}/{name}")

        yield load


def report(weights: Sequence[Weight], environments: Mapping[str, Environment]) -> str:
    """Return a table of *weights*."""
    by_name = {competitor.name: competitor for competitor in competitors.WEIGHED}
    rows = []
    for weight in weights:
        versions = environments[weight.competitor].versions
        release = by_name[weight.competitor].release.format_map(versions)
        figures = [weight.requests, weight.others, *weight.sizes.values(), weight.total]
        rows.append([release, *(f"{figure:,}" for figure in figures)])
    about = f"a post of {words_of(chosen_post())} words, first visit; bytes, gzip -9"
    heads = ["a post with", "requests", "to other hosts", *_COLUMNS, "sum"]
    return "\n".join([about, "", *table(heads, rows)])
