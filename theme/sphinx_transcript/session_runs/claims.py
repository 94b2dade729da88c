"""The line of a page that says when its commands ran, from the file of recorded results.

A page has it as long as its sessions are those that ran. It never says that more commands ran than
did: those of blocks that were skipped, that are not checked or that only look like a session count
among the commands of the page.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from sphinx_transcript.pages.nodes import page_only
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.session_runs.document_sessions import (
    command_count,
    session_blocks,
    sessions_digest,
)
from sphinx_transcript.session_runs.recorded_results import (
    FILE_NAME,
    RecordedResults,
    read_results,
)
from sphinx_transcript.support.build_cache import CacheKey
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.html_builders import writes_pages, writes_site
from sphinx_transcript.support.source_paths import source_path
from sphinx_transcript.support.terminal_text import visible_text
from sphinx_transcript.support.translations import text
from sphinx_transcript.theme.active import is_theme_active

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_transcript.session_runs.recorded_results import RecordedResult
    from sphinx_transcript.support.page_events import Page

_RESULTS = CacheKey[RecordedResults]("recorded results")
_MAX_NAMES = 3
_logger = logging.getLogger(__name__)


def recorded_results(app: Sphinx) -> dict[str, RecordedResult]:
    """Return the recorded results of the site, by docname. The file is read once in a build."""
    return _cached_results(app).results


def session_claim(app: Sphinx, docname: str) -> str:
    """Return the line about the commands of *docname*, without its sign; '' if it has none."""
    result = recorded_results(app).get(docname)
    blocks = session_blocks(app, docname)
    if result is None or not _is_current(app, docname):
        return ""
    total = command_count(blocks)
    checked = command_count(block for block in blocks if block.digest)
    if result.commands > checked:
        return ""  # Someone has edited the number.
    if result.commands == total:
        words = text("every command here ran on {date}")
        if result.versions:
            words = text("every command here ran on {date} with {versions}")
    elif result.versions:
        words = text("{count} of {total} commands here ran on {date} with {versions}")
    else:
        words = text("{count} of {total} commands here ran on {date}")
    return words.format(
        date=result.date,
        versions=", ".join(result.versions),
        count=result.commands,
        total=total,
    )


def warn_of_wrong_file(app: Sphinx, *_: object) -> None:
    """Handle ``env-before-read-docs``: warn where the file or its entries can't be used."""
    if not writes_pages(app):
        return
    problem = _cached_results(app).problem
    if problem is not None:
        path = Path(app.confdir, FILE_NAME)
        # Sphinx takes a location without a line for the name of a document.
        warn(problem.message, problem.subtype, f"{path}:{problem.line or 1}")


def add_claim_to_context(page: Page) -> None:
    """Add ``session_claim`` to the template context of *page*, if it has one."""
    if page.doctree is not None and (claim := session_claim(page.app, page.name)):
        page.context["session_claim"] = claim


def add_claim_to_text(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Handle ``doctree-resolved``: put the line at the end of the text, under other themes."""
    if not writes_site(app) or is_theme_active(app) or blog_domain(app.env).is_embedding:
        return
    section = doctree.next_node(nodes.section)
    if section is not None and (claim := session_claim(app, docname)):
        line = nodes.paragraph("", f"# {claim}")
        # This is not text of the document, which a search should find.
        section += page_only("", line, classes=["ts-session-claim", "no-search"])


def report_edited_pages(app: Sphinx, exception: Exception | None) -> None:
    """Handle ``build-finished``: print which pages' sessions were edited since they ran."""
    if exception is not None or not writes_pages(app):
        return
    edited = [
        source_path(app.env, docname)
        for docname in sorted(recorded_results(app))
        if docname in blog_domain(app.env).sessions and not _is_current(app, docname)
    ]
    if edited:
        more = f" and {len(edited) - _MAX_NAMES} more" if len(edited) > _MAX_NAMES else ""
        _logger.info(
            "sessions edited since they ran: %s%s "
            "('sphinx-transcript sessions --record' runs them)",
            visible_text(", ".join(edited[:_MAX_NAMES])),
            more,
        )


def _is_current(app: Sphinx, docname: str) -> bool:
    """Return whether the sessions of *docname* are those of its recorded result."""
    digest = sessions_digest(session_blocks(app, docname))
    return recorded_results(app)[docname].digest == digest


def _cached_results(app: Sphinx) -> RecordedResults:
    cache = blog_domain(app.env).cache
    return cache.get(_RESULTS, lambda: read_results(Path(app.confdir)))
