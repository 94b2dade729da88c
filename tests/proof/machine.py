"""Edits a site, builds it after every step, and compares.

Hypothesis would draw and shrink such sequences too, but shrinks by hundreds of runs, each of
which is dozens of builds here; and it draws the edits evenly, where a shuffled deck deals each of
them equally often even in a short run.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from sphinx.testing.util import SphinxTestApp

from tests.conftest import Build, _forget_in_sphinx
from tests.proof import seen
from tests.proof.edits import KINDS, Action, apply, draw
from tests.proof.model import FEATURES, Site
from tests.proof.sources import files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

BUILDS = ("build", "build with 3", "build one file")
"""The actions that build: all into a kept folder, and the first two compare it with a clean one.

The second builds into a kept folder of its own, with three processes; the third writes the page
of the document that it names alone, into the first's folder.
"""


class MismatchError(AssertionError):
    """A build that is not as it must be."""

    def __init__(self, kind: str, at: int, text: str) -> None:
        super().__init__(text)
        self.kind = kind
        self.at = at
        """The index of the action that showed it."""


@dataclass
class Machine:
    """A site in a folder, and builds of it."""

    folder: Path
    site: Site = field(default_factory=Site)
    written: dict[str, bytes] = field(default_factory=dict)
    clean: tuple[Site, Build] | None = None
    builds: int = 0

    def run(self, actions: Sequence[Action], *, is_clean_at_end_alone: bool = False) -> None:
        """Do *actions*. Raises MismatchError.

        To compare at the end alone saves half of the builds where earlier ones were seen to pass.
        """
        for at, action in enumerate(actions):
            if action.kind not in BUILDS:
                self.site = apply(self.site, action)
                continue
            compares = not is_clean_at_end_alone or at == len(actions) - 1
            try:
                kind, text = self._build(action, compares)
            except Exception as error:
                kind = f"{action.kind} ({type(error).__name__})"
                raise MismatchError(kind, at, str(error)) from error
            if text:
                raise MismatchError(kind, at, text)

    def _build(self, action: Action, compares: bool) -> tuple[str, str]:
        """Build, and return what is wrong: its kind and a text, which is empty if nothing is."""
        self._write()
        if action.kind == "build one file":
            path = self.folder / "src" / f"{action.name}.md"
            if path.exists():
                self._run("kept", [path])
            return "", ""
        processes = 3 if action.kind == "build with 3" else 1
        build = self._run("kept-by-3" if processes > 1 else "kept", processes=processes)
        if not compares:
            return "", ""
        if self.clean is None or self.clean[0] != self.site:
            shutil.rmtree(self.folder / "clean", ignore_errors=True)
            self.clean = (self.site, self._run("clean"))
            problems = "\n".join(seen.check(self.site, self.clean[1]))
            if problems:
                return "model", problems
        return action.kind, seen.difference(build, self.clean[1])

    def _write(self) -> None:
        wanted = files(self.site)
        source = self.folder / "src"
        for path in self.written.keys() - wanted:
            (source / path).unlink()
        for path, content in wanted.items():
            if self.written.get(path) != content:
                (source / path).parent.mkdir(parents=True, exist_ok=True)
                (source / path).write_bytes(content)
        self.written = wanted

    def _run(self, into: str, pages: Sequence[Path] = (), processes: int = 1) -> Build:
        app = SphinxTestApp(
            "html",
            srcdir=self.folder / "src",
            builddir=self.folder / into,
            parallel=processes,
        )
        self.builds += 1
        try:
            app.build(filenames=pages)
        finally:
            app.cleanup()
            _forget_in_sphinx()
        return Build(app.outdir, app.status.getvalue(), app.warning.getvalue())


def may_build_one_file(actions: Sequence[Action]) -> bool:
    """Tell whether the package is up to such a build after *actions*."""
    at = max(at for at, action in enumerate(actions) if action.kind in BUILDS)
    includes = any(action.kind == "snippet" for action in actions[at:])
    return FEATURES["builds of one file, with includes" if includes else "builds of one file"]


def deal(seed: int, steps: int) -> list[Action]:
    """Return a sequence of edits and builds, the same for the same *seed*."""
    random = Random(seed)  # noqa: S311 (nothing secret)
    site = Site()
    actions: list[Action] = []
    deck: list[str] = []

    def edit(kind: str) -> None:
        nonlocal site
        for _ in range(6):  # Some draws change nothing.
            action = draw(random, site, kind)
            changed = apply(site, action)
            if changed != site:
                site = changed
                actions.append(action)
                return

    for _ in range(8):
        edit("add")
    for _ in range(3):
        edit(random.choice([kind for kind in KINDS if kind not in {"add", "delete"}]))
    actions += [Action("build"), Action("build with 3")]
    for step in range(1, steps):
        for _ in range(random.choice((1, 1, 1, 1, 1, 1, 2, 2, 2, 3))):
            if not deck:
                deck = random.sample(KINDS, len(KINDS))
            edit(deck.pop())
            if random.random() < 0.12 and may_build_one_file(actions):
                name = random.choice([f"post/{name}" for name in site.posts] + sorted(site.pages))
                actions.append(Action("build one file", name))
        actions.append(Action("build"))
        if step % 10 == 9:
            actions.append(Action("build with 3"))
    return actions
