"""Edits of a site that is served: the builds run in workers that were forked before each edit.

They are compared with clean builds in this process, which take half as long.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_transcript.serve.build_client import BuildClient
from sphinx_transcript.serve.build_worker import BuildSettings
from tests.conftest import Build
from tests.proof import comparison
from tests.proof.machine import Machine

if TYPE_CHECKING:
    from tests.proof.edits import Action

_OWN_PAGE = re.compile(rb"(?:genindex|modindex|py-modindex|search) std:label ")
WITH_DRAFTS = {"transcript_drafts": "1"}


class _WithNames(Build):
    """A build whose inventory is compared as text, without the titles of Sphinx's own pages.

    Sphinx translates these when it is imported. That compare_with_sphinx_build() compares.
    """

    def files(self) -> dict[str, bytes]:
        """Return the bytes of each file, by its path."""
        found = super().files()
        *head, data = found["objects.inv"].split(b"\n", 4)
        lines = [*head, *zlib.decompress(data).splitlines(keepends=True)]
        found["objects.inv"] = b"".join(line for line in lines if not _OWN_PAGE.match(line))
        return found


@dataclass
class ServedMachine(Machine):
    """A site that is served, with drafts, while it is edited."""

    changed: list[str] = field(default_factory=list)
    """The paths of the source files that the last edits changed."""
    client: BuildClient | None = None
    """The client of the process that builds, once there is one."""

    def close(self) -> None:
        """Stop the build workers."""
        if self.client is not None:
            self.client.close()

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
        served = self._build_served()
        if action.kind == "build one file" or not compares:
            return "", ""
        if self.clean is None or self.clean[0] != self.site:
            shutil.rmtree(self.folder / "clean", ignore_errors=True)
            self.clean = (self.site, self._run("clean", conf=WITH_DRAFTS))
        clean = _WithNames(self.clean[1].outdir, "", "")
        return action.kind, comparison.difference(_WithNames(served.outdir, "", ""), clean)

    def _build_served(self) -> Build:
        if self.client is None:
            self.client = BuildClient(self._settings())
        self.builds += 1
        result = self.client.build(self.changed)
        assert not result.error, result.error
        return Build(self.folder / "kept" / "html", "", "\n".join(result.warnings))

    def _settings(self) -> BuildSettings:
        return BuildSettings(
            source=str(self.folder / "src"),
            output=str(self.folder / "kept" / "html"),
            doctrees=str(self.folder / "kept" / "doctrees"),
            overrides=dict(WITH_DRAFTS),
            jobs=2,
        )
