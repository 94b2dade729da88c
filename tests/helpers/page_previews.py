"""Previews of pages, rendered in a process of their own as by the server."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from sphinx_transcript.serve.build_worker import BuildSettings

_SCRIPT = """\
import json, sys
from sphinx_transcript.serve.build_worker import BuildSettings, BuildWorker
from sphinx_transcript.serve.dependency_observer import DependencyObserver
worker = BuildWorker(BuildSettings(**json.loads(sys.argv[1])), DependencyObserver())
assert worker.prepare()
for line in sys.stdin:
    page = None
    if worker._preview is not None:
        worker._preview.ask(line.strip(), timeout=120)
        page = worker._preview.answer()
    print(json.dumps(page), flush=True)
worker.close()
"""


class PagePreviews:
    """A worker whose site is built, with the process that renders pages."""

    def __init__(self, settings: BuildSettings) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _SCRIPT, json.dumps(asdict(settings))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def __enter__(self) -> Self:
        """Return the worker."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        assert self._process.wait(60) == 0

    def render(self, docname: str) -> tuple[str, str] | None:
        """Return the file of the page of *docname* and its HTML, if it can be previewed."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{docname}\n")
        self._process.stdin.flush()
        page = json.loads(self._process.stdout.readline())
        return (page[0], page[1]) if page else None
