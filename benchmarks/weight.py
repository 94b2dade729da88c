"""Weighs a post: what a browser loads to show it for the first time."""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks import competitors
from benchmarks.loads import by_reading, in_browser
from benchmarks.posts import make_post
from benchmarks.project import Project
from benchmarks.report import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from benchmarks.environments import Environment
    from benchmarks.loads import Load

POSTS = 30
"""So many posts a site has of which one is weighed."""

_WORDS = 450

_KINDS = {"document": "HTML", "stylesheet": "CSS", "script": "JS"}
_REST = "fonts, images, data"
_COLUMNS = (*_KINDS.values(), _REST)


@dataclass(frozen=True, slots=True)
class Weight:
    """What the first load of a page takes."""

    competitor: str
    requests: int
    """All of them, to other hosts, too, though these are not answered."""
    others: int
    """Requests to other hosts."""
    sizes: dict[str, int]
    """The bytes by kind, compressed with gzip -9."""

    @property
    def total(self) -> int:
        """Return the bytes of all that came from the site itself."""
        return sum(self.sizes.values())


def weigh(name: str, loads: Sequence[Load]) -> Weight:
    """Return what *loads* of a page by the competitor *name* add up to."""
    sizes = dict.fromkeys(_COLUMNS, 0)
    for load in loads:
        sizes[_KINDS.get(load.kind, _REST)] += load.size
    return Weight(name, len(loads), sum(load.body is None for load in loads), sizes)


def chosen_post() -> int:
    """Return the number of the post that is nearest to 450 words."""
    return min(range(POSTS), key=lambda index: abs(words_of(index) - _WORDS))


def words_of(index: int) -> int:
    """Return how many words the post number *index* has, without its code."""
    prose = make_post(index).text.split("\n---\n")[1].split("```")[::2]
    return len(" ".join(prose).split())


def page_of(index: int) -> str:
    """Return where in the output the page of the post number *index* is."""
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
    """Yield what loads a page of a site: a browser, where there are one and its driver."""
    try:
        from tests.browser import installed, launched, served  # noqa: PLC0415 (may be missing)
    except ImportError:
        path = None
    else:
        path = installed()
    if not path:
        print("No browser: what scripts load, and fonts, are not counted", file=sys.stderr)
        yield by_reading
        return
    with ExitStack() as stack:
        browser = stack.enter_context(launched(path))

        def load(folder: Path, name: str) -> list[Load]:
            with served(folder) as address:
                return in_browser(browser, f"{address}/{name}")

        yield load


def report(weights: Sequence[Weight], environments: Mapping[str, Environment]) -> str:
    """Return a table of *weights*, in their order."""
    by_name = {competitor.name: competitor for competitor in competitors.WEIGHED}
    rows = []
    for weight in weights:
        versions = environments[weight.competitor].versions
        release = by_name[weight.competitor].release.format_map(versions)
        figures = [weight.requests, weight.others, *weight.sizes.values(), weight.total]
        rows.append([release, *(f"{figure:,}" for figure in figures)])
    about = f"a post of {words_of(chosen_post())} words, loaded for the first time; bytes, gzip -9"
    heads = ["a post with", "requests", "to other hosts", *_COLUMNS, "sum"]
    return "\n".join([about, "", *table(heads, rows)])
