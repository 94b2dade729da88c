"""A build in a forked process, which has everything imported."""

from __future__ import annotations

import io
import os
import resource
import signal
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

if TYPE_CHECKING:
    from collections.abc import Sequence

_EPOCH = "1790000000"
_LIMIT = 120
"""Seconds that a build may take."""


@dataclass(frozen=True)
class ForkedBuild:
    """What to build, and where."""

    source: Path
    builder: str
    output: Path
    doctrees: Path
    processes: int = 1
    only: Sequence[str] = ()
    """The source files that are given; all where there are none."""
    largest: int = 0
    """The size in bytes at which writing a file fails, as on a full disk; 0 for no limit."""

    def start(self, log: Path) -> int:
        """Start the build, which writes its warnings to *log*; return the id of its process."""
        log.unlink(missing_ok=True)
        child = os.fork()
        if child == 0:
            os.setsid()
            status = 1
            try:
                warnings, status = self._build()
                resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
                log.write_text(warnings, "utf-8")
            finally:
                os._exit(status)
        return child

    def _build(self) -> tuple[str, int]:
        """Build; return the warnings, with the traceback where there is one, and the status."""
        warnings = io.StringIO()
        os.environ["SOURCE_DATE_EPOCH"] = _EPOCH
        if self.largest:
            _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
            resource.setrlimit(resource.RLIMIT_FSIZE, (self.largest, hard))
        try:
            with patch_docutils(str(self.source)), docutils_namespace():
                app = Sphinx(
                    self.source, self.source, self.output, self.doctrees, self.builder,
                    status=None, warning=warnings, parallel=self.processes,
                )  # fmt: skip
                app.build(filenames=[Path(each) for each in self.only])
        except Exception:
            return f"{warnings.getvalue()}\n{traceback.format_exc()}", 1
        return warnings.getvalue(), 0


def wait_for(child: int, *, kill_after: float = 0) -> bool | None:
    """Wait for the process *child*; return whether it succeeded, or None where it was killed.

    It is killed after *kill_after* seconds, or where it takes too long.
    """
    end = time.monotonic() + (kill_after or _LIMIT)
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.01)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None
