"""Previews of pages, rendered in a process of their own as by the server."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Self

from sphinx_transcript.serve.build_result import BuildResult

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_transcript.serve.build_worker import BuildSettings

_SCRIPT = """\
import json, sys
from sphinx_transcript.serve.build_worker import BuildSettings, BuildWorker
from sphinx_transcript.serve.dependency_observer import DependencyObserver
worker = BuildWorker(BuildSettings(**json.loads(sys.argv[1])), DependencyObserver())
assert worker.prepare()
for line in sys.stdin:
    preview, page, path = worker._preview, None, json.loads(line)["path"]
    # It is never ready where something was refused while it was prepared.
    if preview is not None and not preview.is_ready(120):
        preview = None
    if path:
        page = []
        page.append(worker.build([path], lambda each: page.append(each.as_json())).as_json())
    elif preview is not None:
        preview.ask(json.loads(line)["docname"], timeout=0)
        page = preview.answer()
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
        page = self._request(docname=docname, path="")
        return (page[0], page[1]) if page else None

    def build(self, path: Path) -> list[BuildResult]:
        """Return the results, the last one included, of a build after the file at *path*."""
        return list(map(BuildResult.from_json, self._request(docname="", path=str(path))))

    def _request(self, **values: str) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{json.dumps(values)}\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())
