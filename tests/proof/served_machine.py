"""Edits of a site that is served: the builds run in workers that were forked before each edit."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_transcript.serve.build_client import BuildClient
from sphinx_transcript.serve.build_worker import BuildSettings
from tests.conftest import Build
from tests.proof import comparison
from tests.proof.machine import Machine

if TYPE_CHECKING:
    from tests.proof.edits import Action

WITH_DRAFTS = {"transcript_drafts": "1"}


@dataclass
class ServedMachine(Machine):
    """A site that is served, with drafts, while it is edited."""

    changed: list[str] = field(default_factory=list)
    """The paths of the source files that the last edits changed."""
    clients: dict[str, BuildClient] = field(default_factory=dict)
    """The build clients, by the name of the folder that they build into."""

    def close(self) -> None:
        """Stop the build workers."""
        for client in self.clients.values():
            client.close()

    def compare_with_sphinx_build(self) -> str:
        """Describe how the served files differ from the output of sphinx-build; empty if equal."""
        folder = self.folder / "by-sphinx-build"
        command = [
            sys.executable, "-m", "sphinx", "-q", "-D", "transcript_drafts=1", "-b", "html",
            "-d", str(folder / "doctrees"), str(self.folder / "src"), str(folder / "html"),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True)
        served = Build(self.folder / "kept" / "html", "", "")
        return comparison.difference(served, Build(folder / "html", "", ""))

    def _build(self, action: Action, compares: bool) -> tuple[str, str]:
        before = dict(self.written)
        self._write()
        self.changed = [
            str(self.folder / "src" / name)
            for name in sorted(before.keys() | self.written.keys())
            if before.get(name) != self.written.get(name)
        ]
        served = self._build_into("kept", self.changed)
        if action.kind == "build one file" or not compares:
            return "", ""
        if self.clean is None or self.clean[0] != self.site:
            # The waiting worker has read files in this folder: it becomes stale, too.
            shutil.rmtree(self.folder / "clean", ignore_errors=True)
            self.clean = (self.site, self._build_into("clean", []))
        return action.kind, comparison.difference(served, self.clean[1])

    def _build_into(self, name: str, changed: list[str]) -> Build:
        if name not in self.clients:
            self.clients[name] = BuildClient(self._settings(name))
        self.builds += 1
        result = self.clients[name].build(changed)
        assert not result.error, result.error
        return Build(self.folder / name / "html", "", "\n".join(result.warnings))

    def _settings(self, name: str) -> BuildSettings:
        return BuildSettings(
            source=str(self.folder / "src"),
            output=str(self.folder / name / "html"),
            doctrees=str(self.folder / name / "doctrees"),
            overrides=dict(WITH_DRAFTS),
            jobs=2 if name == "kept" else 1,
        )
