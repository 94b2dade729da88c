"""The builder ``sessions``: ``sphinx-build -b sessions SOURCE OUT``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.builders import Builder
from sphinx.util import logging

from sphinx_transcript.support.build_notes import print_line
from sphinx_transcript.support.terminal_text import visible_text

if TYPE_CHECKING:
    from collections.abc import Set

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_transcript.session_runs.outcome import PageOutcome

_logger = logging.getLogger(__name__)
_INTERRUPTED = 130
"""The exit status after SIGINT, as of a shell: 128 and the number of the signal."""


class SessionsBuilder(Builder):
    """Runs the sessions of each document, and warns where they print what the page doesn't show."""

    name = "sessions"
    epilog = "What the sessions printed is in %(outdir)s/output.txt."

    def __init__(self, app: Sphinx, env: BuildEnvironment) -> None:
        super().__init__(app, env)
        # Sphinx 9 deprecates `Builder.app`.
        self._application = app
        self._read_docs: set[str] = set()

    def get_outdated_docs(self) -> set[str]:
        """Return all documents: their commands may print something else each time."""
        return self.env.found_docs

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return an empty URI: there are no pages."""
        return ""

    def init(self) -> None:
        """Have noted which documents are read: their directives warn then."""
        self._application.connect("env-before-read-docs", self._note_read, priority=999)

    def _note_read(self, _app: Sphinx, _env: BuildEnvironment, docnames: list[str]) -> None:
        self._read_docs = set(docnames)

    def write_documents(self, docnames: Set[str]) -> None:
        """Run the sessions of *docnames*."""
        from sphinx_transcript.session_runs import report
        from sphinx_transcript.session_runs.page_selection import selected_pages
        from sphinx_transcript.session_runs.run_settings import run_settings
        from sphinx_transcript.session_runs.running_shell import SessionsError
        from sphinx_transcript.session_runs.site_run import run_pages
        from sphinx_transcript.session_runs.unpublished_sessions import warn_of_unpublished

        pages = selected_pages(self._application, docnames)
        warn_of_unpublished(self._application)
        print_line(report.announcement(pages))
        settings = run_settings(self._application)
        outcomes: list[PageOutcome] = []
        try:
            for outcome in run_pages(pages, settings, self._application.parallel):
                outcomes.append(outcome)
                report.log(outcome, Path(self.srcdir), self._read_docs)
        except SessionsError as error:
            # As an exception, Sphinx 9 would show it below its own traceback.
            _logger.error("%s", visible_text(str(error)))
            self._application.statuscode = 1
        except KeyboardInterrupt:
            sys.exit(_INTERRUPTED)
        report.write(Path(self.outdir), outcomes)
        if summary := report.summary(outcomes):
            print_line(summary)
        if not all(outcome.is_passed for outcome in outcomes):
            self._application.statuscode = 1

    def finish(self) -> None:
        """Do nothing: `write_documents` has written the report."""
