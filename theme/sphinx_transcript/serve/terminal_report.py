"""What the server prints: three lines for the first build, and one for each build after it."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_transcript.serve.progress_bar import ProgressBar, shows_bar
from sphinx_transcript.support.terminal_text import visible_text
from sphinx_transcript.workspace.files import display_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_transcript.serve.build_result import BuildResult

_MAX_NAMES = 3
"""The most changed files that are named after a build."""


class TerminalReport:
    """Prints the results of builds to standard output, and what is wrong to standard error."""

    def __init__(self, url: str, closing_lines: Sequence[str] = (), *, is_verbose: bool = False):
        self._url = url
        self._closing_lines = closing_lines
        """What is printed after the first build."""
        self.is_verbose = is_verbose
        """Whether all is printed that Sphinx says of the first build."""
        self._is_first = True
        self._has_waited = False
        self._bar = ProgressBar(sys.stdout) if shows_bar(sys.stdout) and not is_verbose else None

    def show_progress(self, text: str) -> None:
        """Show that the build is doing what *text* says. Another thread may call this."""
        if self._is_first and self._bar is not None:
            self._bar.draw(text)

    def show_waiting(self, seconds: float, doing: str, is_stuck: bool) -> None:
        """Say once that a build still goes on after *seconds*, and what it is *doing*.

        *is_stuck* says whether it makes no progress. If it makes some, a bar says enough.
        """
        has_bar = self._is_first and self._bar is not None
        if self._has_waited or (has_bar and not is_stuck):
            return
        self._has_waited = True
        what = f" ({doing})" if doing else ""
        # The address is printed after the first build, which may never end.
        where = f" {self._url} says so, too." if self._is_first else ""
        self.show_problem(f"Still building after {seconds:.0f} s{what}.{where}")

    def show_problem(self, text: str) -> None:
        """Print *text*, about something that is wrong."""
        self._clear()
        print(visible_text(text), file=sys.stderr, flush=True)

    def show_result(self, result: BuildResult, changed: Sequence[str], seconds: float) -> None:
        """Print the result of a build that took *seconds*, after changes of the files *changed*."""
        names = [display_path(Path(path)) for path in changed[:_MAX_NAMES]]
        more = f" and {len(changed) - _MAX_NAMES} more" if len(changed) > _MAX_NAMES else ""
        details = f": {', '.join(names)}{more}" if names else ""
        now = time.strftime("%H:%M:%S")
        if result.error:
            self.show_problem(f"{now} not built{details}\n{result.error}")
        else:
            self._clear()
            count = len(result.warnings)
            warnings = f", {count} warning{'s' if count > 1 else ''}" if count else ""
            if self._is_first and result.summary and not details:
                details = f": {result.summary}"
            print(visible_text(f"{now} built in {seconds:.1f} s{warnings}{details}"), flush=True)
        self._has_waited = False
        if self._is_first:
            self._is_first = False
            print(*self._closing_lines, sep="\n", flush=True)

    def _clear(self) -> None:
        if self._is_first and self._bar is not None:
            self._bar.clear()
