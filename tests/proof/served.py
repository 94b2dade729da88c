"""The same edits while the site is served: builds by workers that were ready before each edit."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_transcript.serving.client import Builds
from sphinx_transcript.serving.worker import Order
from tests.conftest import Build
from tests.proof import seen
from tests.proof.machine import Machine

if TYPE_CHECKING:
    from tests.proof.edits import Action

WITH_DRAFTS = {"transcript_drafts": "1"}


@dataclass
class ServedMachine(Machine):
    """A site that is served, drafts and all, while it is edited."""

    changed: list[str] = field(default_factory=list)
    clients: dict[str, Builds] = field(default_factory=dict)

    def close(self) -> None:
        """End the processes that build."""
        for client in self.clients.values():
            client.close()

    def compare_with_sphinx_build(self) -> str:
        """Return how what is served differs from what sphinx-build makes; '' if it does not."""
        folder = self.folder / "by-sphinx-build"
        command = [
            sys.executable, "-m", "sphinx", "-q", "-D", "transcript_drafts=1", "-b", "html",
            "-d", str(folder / "doctrees"), str(self.folder / "src"), str(folder / "html"),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True)
        served = Build(self.folder / "kept" / "html", "", "")
        return seen.difference(served, Build(folder / "html", "", ""))

    def _build(self, action: Action, compares: bool) -> tuple[str, str]:
        before = dict(self.written)
        self._write()
        self.changed = [
            str(self.folder / "src" / name)
            for name in sorted(before.keys() | self.written.keys())
            if before.get(name) != self.written.get(name)
        ]
        served = self._made_by("kept", self.changed)
        if action.kind == "build one file" or not compares:
            return "", ""
        if self.clean is None or self.clean[0] != self.site:
            # With the files of the folder that it had read, what is ready for it is of no use.
            shutil.rmtree(self.folder / "clean", ignore_errors=True)
            self.clean = (self.site, self._made_by("clean", []))
        return action.kind, seen.difference(served, self.clean[1])

    def _made_by(self, name: str, changed: list[str]) -> Build:
        if name not in self.clients:
            self.clients[name] = Builds(self._order(name))
        self.builds += 1
        outcome = self.clients[name].build(changed)
        assert not outcome.error, outcome.error
        return Build(self.folder / name / "html", "", "\n".join(outcome.warnings))

    def _order(self, name: str) -> Order:
        return Order(
            source=str(self.folder / "src"),
            output=str(self.folder / name / "html"),
            doctrees=str(self.folder / name / "doctrees"),
            overrides=dict(WITH_DRAFTS),
            jobs=2 if name == "kept" else 1,
        )
