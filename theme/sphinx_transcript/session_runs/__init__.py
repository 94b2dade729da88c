"""Sessions that are checked: the directive, the builder that runs them, and recorded results.

Marked blocks of documents come in; warnings, reports and recorded results go out. Nothing here runs
a command unless a user asks for it by name: no build of pages does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Register the directive, the builder and the handlers."""
    from sphinx_transcript.records import env_version
    from sphinx_transcript.session_runs.builder import SessionsBuilder
    from sphinx_transcript.session_runs.marked_block import MarkedBlock
    from sphinx_transcript.support.deferred_classes import deferred_class
    from sphinx_transcript.support.deferred_modules import deferred
    from sphinx_transcript.support.document_guard import connect_document_handler
    from sphinx_transcript.support.page_events import connect_page_handler

    if TYPE_CHECKING:
        from sphinx_transcript.session_runs import (
            claims,
            document_sessions,
            page_marks,
            script_page,
        )
    else:
        (claims, document_sessions, page_marks, script_page) = deferred(
            __name__, "claims", "document_sessions", "page_marks", "script_page"
        )

    env_version.add_record(MarkedBlock)
    app.add_directive("session", deferred_class(f"{__name__}.directive", "SessionDirective"))
    app.add_builder(SessionsBuilder)
    # After Sphinx has collected the front matter, on the same event at priority 500.
    connect_document_handler(
        app, "doctree-read", page_marks.mark_blocks, "the marks of sessions", priority=620
    )
    connect_document_handler(
        app,
        "doctree-read",
        document_sessions.record_sessions,
        "the record of sessions",
        priority=900,
    )
    # Above the details of a post, which are added on the same event at priority 595.
    connect_document_handler(
        app,
        "doctree-resolved",
        claims.add_claim_to_text,
        "the result of the sessions",
        priority=594,
    )
    app.connect("env-before-read-docs", claims.warn_of_wrong_file)
    app.connect("build-finished", claims.report_edited_pages)
    connect_page_handler(
        app, claims.add_claim_to_context, "the result of the sessions", only_documents=True
    )
    connect_page_handler(app, script_page.write_script, "the script", only_documents=True)
