"""The command ``sessions``: runs the checked commands of pages, and updates what pages show."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from sphinx_transcript.cli.arguments import add_site_argument
from sphinx_transcript.session_runs import report
from sphinx_transcript.session_runs.recorded_results import FILE_NAME
from sphinx_transcript.session_runs.run_settings import run_settings
from sphinx_transcript.session_runs.running_shell import SessionsError
from sphinx_transcript.session_runs.site_run import run_pages
from sphinx_transcript.session_runs.unpublished_sessions import unpublished_sessions
from sphinx_transcript.support.terminal_text import visible_text
from sphinx_transcript.workspace.errors import CommandError
from sphinx_transcript.workspace.files import display_path
from sphinx_transcript.workspace.session_pages import SessionPages, open_session_pages
from sphinx_transcript.workspace.session_record import record_results
from sphinx_transcript.workspace.session_update import diff_lines, planned_updates, write_updates
from sphinx_transcript.workspace.site_folder import find_site

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from typing import TextIO

    from sphinx_transcript.session_runs.outcome import PageOutcome
    from sphinx_transcript.session_runs.source_updates import Refusal

_EPILOG = """\
exit status:
  0 where all commands printed what their pages show (with --update: after it),
  1 where one did not, 2 where the arguments can't be understood or no shell can be started

examples:
  sphinx-transcript sessions
  sphinx-transcript sessions --diff --only post/dns.md
  sphinx-transcript sessions --update && git diff
  sphinx-transcript sessions --record
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments, the description and the examples of the command to *parser*."""
    parser.description = (
        "Run the commands of all checked sessions, and compare what they print with what the\n"
        "pages show. A session is checked where it is a 'session' directive, or where the front\n"
        "matter of its page has 'sessions: true'; no other command runs. Each session runs in an\n"
        "empty folder of its own. Without an option, nothing is written."
    )
    parser.epilog = _EPILOG
    add_site_argument(parser)
    action = parser.add_mutually_exclusive_group()
    action.add_argument(
        "--update",
        action="store_true",
        help="write what the commands printed into the sources, and record the results",
    )
    action.add_argument(
        "--diff", action="store_true", help="print what --update would change, and write nothing"
    )
    action.add_argument(
        "--record",
        action="store_true",
        help=f"write into {FILE_NAME}, beside conf.py, that the commands ran today: "
        "pages say so in a line",
    )
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="PAGE",
        help="run the commands of this page, a path or a docname; may be given several times",
    )
    parser.add_argument(
        "--drafts",
        action="store_true",
        help="run the commands of drafts and posts of later days as well",
    )


def run(arguments: argparse.Namespace) -> int:
    """Run the sessions; return 1 where a command does not print what its page shows."""
    folder = find_site(arguments.site)
    with open_session_pages(folder, includes_drafts=arguments.drafts) as pages:
        docnames = pages.selected(arguments.only)
        if not arguments.only:
            _note_unpublished(pages)
        if not docnames:
            print("no page has a checked session")
            return 0
        sources = pages.source_contents(docnames)
        # With --diff, standard output is the diff alone.
        notes = sys.stderr if arguments.diff else sys.stdout
        outcomes = _run(pages, docnames, notes)
        refusals: Sequence[Refusal] = ()
        if arguments.update or arguments.diff:
            updates = planned_updates(pages, outcomes, sources)
            if arguments.diff:
                _print(diff_lines(pages, sources, updates), sys.stdout)
            else:
                outcomes = write_updates(pages, outcomes, sources, updates)
                for path in updates.contents:
                    _print([f"updated {display_path(folder / path)}"], notes)
            refusals = updates.refusals
        if not arguments.diff:
            _report(folder, outcomes)
        for refusal in refusals:
            location = f"{display_path(folder / refusal.path)}:{refusal.line}"
            _print([f"{location}: not updated: {refusal.reason}"], sys.stderr)
        if arguments.update or arguments.record:
            count = record_results(pages, outcomes, are_all=not arguments.only)
            if count or (folder / FILE_NAME).exists():
                what = "1 page" if count == 1 else f"{count} pages"
                _print([f"{display_path(folder / FILE_NAME)} has the results of {what}"], notes)
        if summary := report.summary(outcomes):
            _print([summary], notes)
    return int(not all(outcome.is_passed for outcome in outcomes))


def _note_unpublished(pages: SessionPages) -> None:
    """Say which posts with a session are not published, so that it is not run."""
    for docname, line, status in unpublished_sessions(pages.app):
        location = f"{pages.site.display_path(docname)}:{line}"
        _print([f"{location}: not run: {status.value} (--drafts runs it)"], sys.stderr)


def _run(pages: SessionPages, docnames: Sequence[str], notes: TextIO) -> list[PageOutcome]:
    """Run the sessions of *docnames*, after a list of what is about to run."""
    blocks = {docname: pages.blocks[docname] for docname in docnames}
    _print([report.announcement(blocks)], notes)
    try:
        return list(run_pages(blocks, run_settings(pages.app), os.cpu_count() or 1))
    except SessionsError as error:
        raise CommandError(str(error), status=2) from error


def _report(folder: Path, outcomes: Iterable[PageOutcome]) -> None:
    """Print what failed, with the files and lines."""
    for outcome in outcomes:
        for _, path, line, message in report.problems(outcome):
            location = f"{display_path(folder / path)}:{line}"
            _print([f"{location}: {message}"], sys.stderr)


def _print(texts: Iterable[str], stream: TextIO) -> None:
    for text in texts:
        print(visible_text(text), file=stream, flush=True)
