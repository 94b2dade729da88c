"""Edits a site, builds it after every step, and compares the output.

Stateful tests of Hypothesis could generate such sequences, too. But they shrink a failure by
hundreds of runs, each of which would be dozens of builds here. And they draw edits independently,
while the shuffle bag in `random_actions` gives each kind of edit its turn even in a short run.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Any

from sphinx.testing.util import SphinxTestApp

from tests.conftest import Build, reset_sphinx_caches
from tests.proof import comparison
from tests.proof.edits import KINDS, Action, apply, draw
from tests.proof.model import FEATURES, Site
from tests.proof.sources import files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

BUILDS = ("build", "build with 3", "build one file")
"""The actions that build.

The first is an incremental build in one process. The second is an incremental build in three
processes, into a folder of its own. Both are compared with a clean build. The third builds only the
document that it names, into the folder of the first, and is not compared.
"""


class MismatchError(AssertionError):
    """A build with wrong output."""

    def __init__(self, kind: str, at: int, text: str) -> None:
        super().__init__(text)
        self.kind = kind
        self.at = at
        """The index of the action that failed."""


@dataclass
class Machine:
    """A site in a folder, with its builds."""

    folder: Path
    site: Site = field(default_factory=Site)
    written: dict[str, bytes] = field(default_factory=dict)
    """The source files in the folder, by path."""
    clean: tuple[Site, Build] | None = None
    """The last clean build, and the state of the site that it shows."""
    builds: int = 0
    """The number of builds so far."""

    def run(self, actions: Sequence[Action], *, compares_only_last: bool = False) -> None:
        """Run *actions*; raises MismatchError.

        With *compares_only_last*, only the last build is compared with a clean build. That saves
        half of the builds if the earlier ones are known to pass.
        """
        for at, action in enumerate(actions):
            if action.kind not in BUILDS:
                self.site = apply(self.site, action)
                continue
            compares = not compares_only_last or at == len(actions) - 1
            try:
                kind, text = self._build(action, compares)
            except Exception as error:
                kind = f"{action.kind} ({type(error).__name__})"
                raise MismatchError(kind, at, str(error)) from error
            if text:
                raise MismatchError(kind, at, text)

    def _build(self, action: Action, compares: bool) -> tuple[str, str]:
        """Build; return the kind of a mismatch and its description, empty if there is none."""
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
            problems = "\n".join(comparison.check(self.site, self.clean[1]))
            if problems:
                return "model", problems
        return action.kind, comparison.difference(build, self.clean[1])

    def _write(self) -> None:
        """Write the source files of the site that have changed."""
        wanted = files(self.site)
        source = self.folder / "src"
        for path in self.written.keys() - wanted:
            (source / path).unlink()
        for path, content in wanted.items():
            if self.written.get(path) != content:
                (source / path).parent.mkdir(parents=True, exist_ok=True)
                (source / path).write_bytes(content)
        self.written = wanted

    def _run(
        self,
        into: str,
        pages: Sequence[Path] = (),
        processes: int = 1,
        conf: dict[str, Any] | None = None,
    ) -> Build:
        app = SphinxTestApp(
            "html",
            srcdir=self.folder / "src",
            builddir=self.folder / into,
            parallel=processes,
            confoverrides=conf,
        )
        self.builds += 1
        try:
            app.build(filenames=pages)
        finally:
            app.cleanup()
            reset_sphinx_caches()
        return Build(app.outdir, app.status.getvalue(), app.warning.getvalue())


def may_build_one_file(actions: Sequence[Action]) -> bool:
    """Tell whether the package supports a build of one file after *actions*."""
    at = max(at for at, action in enumerate(actions) if action.kind in BUILDS)
    includes = any(action.kind == "snippet" for action in actions[at:])
    return FEATURES["builds of one file, with includes" if includes else "builds of one file"]


def random_actions(seed: int, steps: int) -> list[Action]:
    """Return a random sequence of edits and builds, always the same for the same *seed*."""
    random = Random(seed)  # noqa: S311 (not for security)
    site = Site()
    actions: list[Action] = []
    bag: list[str] = []

    def edit(kind: str) -> None:
        nonlocal site
        for _ in range(6):  # Some edits change nothing.
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
            if not bag:
                bag = random.sample(KINDS, len(KINDS))
            edit(bag.pop())
            if random.random() < 0.12 and may_build_one_file(actions):
                name = random.choice([f"post/{name}" for name in site.posts] + sorted(site.pages))
                actions.append(Action("build one file", name))
        actions.append(Action("build"))
        if step % 10 == 9:
            actions.append(Action("build with 3"))
    return actions
