"""Measures the documentation of a generated Python package: autodoc, under themes alone."""

from __future__ import annotations

import textwrap
from dataclasses import asdict
from typing import TYPE_CHECKING

from benchmarks import competitors
from benchmarks.corpora import prose
from benchmarks.corpora.writer import Writer
from benchmarks.measure import BenchmarkError
from benchmarks.project import BuiltSite
from benchmarks.runs import Run
from benchmarks.scenarios import FULL, NOTHING, note

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from benchmarks.competitors import Competitor
    from benchmarks.environments import Environment
    from benchmarks.measure import Cost

COMPETITORS = (
    competitors.BASIC,
    competitors.STEMMER,
    competitors.FURO,
    competitors.TRANSCRIPT,
)

_THEMES = {competitors.FURO.name: "furo", competitors.TRANSCRIPT.name: "transcript"}

_CONF = """\
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "package"))
project = "Benchmark"
extensions = ["sphinx.ext.autodoc"]
html_theme = "{theme}"
"""

_REPETITIONS = 3
"""Repetitions in each round of builds without changes, in which noise would dominate."""


class Documentation(BuiltSite):
    """The documentation of a package, one page a module."""

    def __init__(self, folder: Path, competitor: Competitor, python: Path, modules: int) -> None:
        super().__init__(folder, competitor, python)
        self._modules = modules
        write_documentation(folder, _THEMES.get(competitor.name, "basic"), modules)

    def check(self) -> None:
        """Raise BenchmarkError if a module has no page with its functions."""
        for number in range(self._modules):
            page = self.output / "api" / f"{module_name(number)}.html"
            if not page.is_file() or 'class="py function"' not in page.read_text("utf-8"):
                raise BenchmarkError(f"{page} has no functions; the log is {self._log}")


def write_documentation(folder: Path, theme: str, modules: int) -> None:
    """Write a package with *modules* modules into *folder*, and pages of them."""
    package, pages = folder / "package" / "made_up", folder / "source" / "api"
    package.mkdir(parents=True)
    pages.mkdir(parents=True)
    (package / "__init__.py").write_text('"""A made-up package."""\n', "utf-8")
    names = [module_name(number) for number in range(modules)]
    for number, name in enumerate(names):
        (package / f"{name}.py").write_text(make_module(number), "utf-8")
        (pages / f"{name}.rst").write_text(_page(name), "utf-8")
    (folder / "source" / "conf.py").write_text(_CONF.format(theme=theme), "utf-8")
    toctree = textwrap.indent("\n".join(f"api/{name}" for name in names), "   ")
    index = f"Benchmark\n=========\n\n.. toctree::\n   :maxdepth: 1\n\n{toctree}\n"
    (folder / "source" / "index.rst").write_text(index, "utf-8")


def module_name(number: int) -> str:
    """Return the name of the module *number*."""
    return f"module_{number:04}"


def make_module(number: int) -> str:
    """Return the source of the module *number*: six functions, and a class with four methods."""
    writer = Writer(f"module {number}")
    before = module_name(number - 1) if number else None
    parts = [f'"""{_sentence(writer)}\n\n{_paragraph(writer)}\n"""']
    parts.append("from __future__ import annotations")
    parts += [_function(writer, index, before) for index in range(6)]
    methods = [_function(writer, index, None, is_method=True) for index in range(4)]
    body = textwrap.indent("\n\n".join(methods), "    ")
    parts.append(f'class Thing:\n    """{_sentence(writer)}"""\n\n    size: int = 3\n\n{body}')
    return "\n\n\n".join(parts) + "\n"


def _page(name: str) -> str:
    title = f"made_up.{name}"
    directive = f".. automodule:: {title}\n   :members:\n   :undoc-members:"
    return f"{title}\n{'=' * len(title)}\n\n{directive}\n"


def _function(writer: Writer, index: int, before: str | None, *, is_method: bool = False) -> str:
    """Return a function; it refers to one of the module *before* if there is one."""
    name = writer.fill("{verb}_{noun}")
    first = "self, " if is_method else ""
    lines = [_sentence(writer), "", _paragraph(writer)]
    if before and index == 0:
        lines += ["", f"See :mod:`made_up.{before}` and :class:`made_up.{before}.Thing`."]
    lines += ["", f":param name: {_sentence(writer)}", f":param limit: {_sentence(writer)}"]
    lines += [f":returns: {_sentence(writer)}", f":raises ValueError: {_sentence(writer)}"]
    text = textwrap.indent("\n".join(lines), "    ").strip()
    # The number keeps the names of a module apart.
    head = (
        f"def {name}_{index}({first}name: str, limit: int = {writer.number(2, 99)}) -> list[str]:"
    )
    return f'{head}\n    """{text}\n    """\n    return [name] * limit'


def _sentence(writer: Writer) -> str:
    return writer.sentence(prose.SENTENCES).replace("`", "``")


def _paragraph(writer: Writer) -> str:
    return textwrap.fill(writer.paragraph().replace("`", "``"), 92)


def measure_all(
    workdir: Path, environments: Mapping[str, Environment], modules: int, rounds: int
) -> list[Run]:
    """Build the documentation with each theme in turn: all of it, and with nothing changed."""
    sites = [
        Documentation(
            workdir / "sites" / f"{each.name}-documentation-{modules}",
            each,
            environments[each.name].python,
            modules,
        )
        for each in COMPETITORS
        if each.name in environments
    ]
    runs: list[Run] = []
    for turn in range(1, rounds + 1):
        for site in sites:
            site.reset()
            _add(runs, FULL, turn, modules, site)
        for number in range(1, _REPETITIONS + 1):
            for site in sites:
                _add(runs, NOTHING, (turn - 1) * _REPETITIONS + number, modules, site)
    return runs


def _add(runs: list[Run], scenario: str, turn: int, modules: int, site: Documentation) -> None:
    cost: Cost = site.build()
    runs.append(
        Run(site.competitor.name, scenario, turn, modules, **asdict(cost), corpus="autodoc")
    )
    note(f"documentation of {modules} modules, {scenario}", turn, site, cost)
