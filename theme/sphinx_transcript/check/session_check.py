"""The check of sessions: runs the commands of pages, which is done only when it is asked for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_transcript.check.findings import Finding, Severity
from sphinx_transcript.session_runs import report
from sphinx_transcript.session_runs.page_selection import selected_pages
from sphinx_transcript.session_runs.run_settings import run_settings
from sphinx_transcript.session_runs.running_shell import SessionsError
from sphinx_transcript.session_runs.site_run import run_pages
from sphinx_transcript.session_runs.unpublished_sessions import warn_of_unpublished
from sphinx_transcript.support.problems import Subtype
from sphinx_transcript.workspace.errors import CommandError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.application import Sphinx


def check_sessions(
    app: Sphinx, docnames: Iterable[str], announce: Callable[[str], None]
) -> list[Finding]:
    """Run the sessions of the documents *docnames*, which have been read; return what differs.

    *announce* gets the text that says what is about to be run, and what has run. Raises
    CommandError where no shell can be started.
    """
    pages = selected_pages(app, docnames)
    warn_of_unpublished(app)
    announce(report.announcement(pages))
    folder = Path(app.srcdir)
    findings = []
    outcomes = []
    try:
        for outcome in run_pages(pages, run_settings(app), os.cpu_count() or 1):
            outcomes.append(outcome)
            findings += [
                Finding(
                    Path(os.path.normpath(folder / path)),
                    line,
                    Severity.ERROR,
                    f"transcript.{Subtype.SESSION_OUTPUT}",
                    message,
                )
                for block, path, line, message in report.problems(outcome)
                # Where a directive is wrong, reading the document has said so.
                if not block.block.problems
            ]
    except SessionsError as error:
        raise CommandError(str(error)) from error
    if summary := report.summary(outcomes):
        announce(summary)
    return findings
