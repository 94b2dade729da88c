"""Writes the file of recorded results, ``sessions.json`` beside conf.py."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.session_runs.document_sessions import sessions_digest
from sphinx_transcript.session_runs.outcome import State
from sphinx_transcript.session_runs.recorded_results import (
    FILE_NAME,
    MAX_VERSION,
    RecordedResult,
    format_results,
    merged_results,
    read_results,
)
from sphinx_transcript.support.terminal_text import is_safe, plain_text
from sphinx_transcript.workspace.errors import CommandError
from sphinx_transcript.workspace.files import create, display_path, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_transcript.session_runs.outcome import PageOutcome
    from sphinx_transcript.workspace.session_pages import SessionPages


def record_results(pages: SessionPages, outcomes: Sequence[PageOutcome], *, are_all: bool) -> int:
    """Record *outcomes*, and return how many pages have a result then.

    *are_all* says that all pages ran: then entries of pages without a session are left out, and a
    file that can't be read is written anew. Raises CommandError where the file can't be written, or
    a part of it can't be kept.
    """
    site = pages.site
    path = site.folder / FILE_NAME
    old = read_results(site.folder)
    if not old.is_readable and not are_all:
        message = old.problem.message if old.problem else ""
        raise CommandError(f"{display_path(path)}: {message}; leave --only out for that")
    new = {outcome.docname: _result(pages, outcome) for outcome in outcomes}
    unpublished = blog_domain(pages.app.env).unpublished
    kept = {
        docname: result
        for docname, result in old.results.items()
        if not are_all or docname in new or docname in unpublished
    }
    results = merged_results(kept, new)
    content = format_results(results).encode()
    if not os.path.lexists(path):
        if results:
            create({path: content})
    elif path.is_dir() or not old.is_readable or path.read_bytes() != content:
        replace(path, content)
    return len(results)


def _result(pages: SessionPages, outcome: PageOutcome) -> RecordedResult | None:
    """Return the result of a page; None if a command failed, or none ran."""
    commands = sum(
        bool(each.entry.typed.strip())
        for block in outcome.blocks
        if block.state is State.PASSED
        for each in block.entries
    )
    if not outcome.is_passed or not commands:
        return None
    texts = (plain_text(version)[:MAX_VERSION] for version in outcome.versions)
    return RecordedResult(
        commands,
        pages.site.today.isoformat(),
        sessions_digest(pages.app, outcome.docname),
        tuple(version for version in texts if version and is_safe(version)),
    )
