"""A site with checked sessions, and recorded results of its pages as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.testing.util import SphinxTestApp

from sphinx_transcript.session_runs.document_sessions import (
    checked_count,
    sessions_digest,
)
from sphinx_transcript.session_runs.recorded_results import (
    FILE_NAME,
    RecordedResult,
    format_results,
)

if TYPE_CHECKING:
    from tests.conftest import Site

SESSION = "```{session}\n$ echo a\na\n$ echo b\nb\n```\n"
DAY = "2026-11-29"


def recorded_results(site: Site) -> dict[str, RecordedResult]:
    """Return results in which all checked commands of *site* ran on `DAY` with git 2.39.5."""
    app = SphinxTestApp("html", srcdir=site.srcdir, builddir=site.folder / "recorded")
    try:
        app.build()
        results = {}
        for docname in sorted(app.env.found_docs):
            if count := checked_count(app, docname):
                digest = sessions_digest(app, docname)
                results[docname] = RecordedResult(count, DAY, digest, ("git 2.39.5",))
        return results
    finally:
        app.cleanup()


def record(site: Site) -> dict[str, RecordedResult]:
    """Write the file of recorded results of *site*, and return the results."""
    results = recorded_results(site)
    site.write(FILE_NAME, format_results(results))
    return results
