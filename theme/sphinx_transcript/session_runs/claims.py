"""The line of a page that says when its commands ran, from the file of recorded results.

A page has it as long as its sessions are those that ran. It never says that more commands ran than
did: those of blocks that were skipped, that are not checked or that only look like a session count
among the commands of the page.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_transcript.pages.nodes import page_only
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.session_runs.document_sessions import (
    block_digest,
    checked_count,
    recorded_blocks,
    sessions_digest,
)
from sphinx_transcript.session_runs.recorded_results import (
    FILE_NAME,
    RecordedResults,
    read_results,
)
from sphinx_transcript.support.build_cache import CacheKey
from sphinx_transcript.support.build_notes import print_line
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.html_builders import writes_pages, writes_site
from sphinx_transcript.support.source_paths import source_path
from sphinx_transcript.support.translations import text
from sphinx_transcript.theme.active import is_theme_active

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_transcript.session_runs.recorded_results import RecordedResult
    from sphinx_transcript.support.page_events import Page

_RESULTS = CacheKey[RecordedResults]("recorded results")
_MAX_NAMES = 3


def recorded_results(app: Sphinx) -> dict[str, RecordedResult]:
    """Return the recorded results of the site, by docname. The file is read once in a build."""
    return _cached_results(app).results


def current_result(app: Sphinx, docname: str) -> RecordedResult | None:
    """Return the recorded result of *docname*, if its sessions are those that ran."""
    result = recorded_results(app).get(docname)
    return result if result is not None and _is_current(app, docname) else None


def current_results(app: Sphinx) -> list[tuple[str, RecordedResult | None]]:
    """Return the docnames with a recorded result, each with its result if that is current."""
    return [(docname, current_result(app, docname)) for docname in sorted(recorded_results(app))]


def session_claim(app: Sphinx, docname: str, doctree: nodes.document) -> str:
    """Return the line about the commands of *docname*, without its sign; '' if it has none.

    It is about what readers see: *doctree*, the resolved document.
    """
    result = current_result(app, docname)
    if result is None:
        return ""
    ran, total = _shown_counts(app, docname, doctree, result)
    if not ran:
        return ""
    if ran == total:
        words = text("every command here ran on {date}")
        if result.versions:
            words = text("every command here ran on {date} with {versions}")
    elif result.versions:
        words = text("{count} of {total} commands here ran on {date} with {versions}")
    else:
        words = text("{count} of {total} commands here ran on {date}")
    return words.format(
        date=result.date, versions=", ".join(result.versions), count=ran, total=total
    )


def _shown_counts(
    app: Sphinx, docname: str, doctree: nodes.document, result: RecordedResult
) -> tuple[int, int]:
    """Return how many commands of *doctree* ran, or 0 if that is not known, and how many it has."""
    from sphinx_transcript.session_runs.shown_commands import shown_commands

    records = [block for block in recorded_blocks(app, docname) if block.digest]
    if any(block.is_altered for block in records):
        return 0, 0
    # Posts in a listing bring sessions with them that are not this page's.
    own = {block.digest for block in records}
    shown = total = 0
    for block, count in shown_commands(doctree, app.config):
        total += count
        if block is not None and block.is_run and block_digest(block) in own:
            shown += count
    checked = checked_count(app, docname)
    if result.commands == checked:
        return shown, total
    # Some were skipped. Which ones is not recorded, and it matters if the page hides others. There
    # are also more than there can be where someone has edited the number.
    is_known = result.commands < checked and shown == checked
    return (result.commands if is_known else 0), total


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
    if page.doctree is not None and (claim := session_claim(page.app, page.name, page.doctree)):
        page.context["session_claim"] = claim


def add_claim_to_text(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Handle ``doctree-resolved``: put the line at the end of the text, under other themes."""
    if not writes_site(app) or is_theme_active(app) or blog_domain(app.env).is_embedding:
        return
    section = doctree.next_node(nodes.section)
    if section is not None and (claim := session_claim(app, docname, doctree)):
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
        if (blocks := recorded_blocks(app, docname))
        # The page of a translation has other commands, which nobody has edited.
        and not any(block.is_altered for block in blocks)
        and not _is_current(app, docname)
    ]
    if edited:
        more = f" and {len(edited) - _MAX_NAMES} more" if len(edited) > _MAX_NAMES else ""
        print_line(
            f"sessions edited since they ran: {', '.join(edited[:_MAX_NAMES])}{more} "
            "('sphinx-transcript sessions --record' runs them)"
        )


def _is_current(app: Sphinx, docname: str) -> bool:
    """Return whether the sessions of *docname* are those of its recorded result."""
    return recorded_results(app)[docname].digest == sessions_digest(app, docname)


def _cached_results(app: Sphinx) -> RecordedResults:
    cache = blog_domain(app.env).cache
    return cache.get(_RESULTS, lambda: read_results(Path(app.confdir)))
