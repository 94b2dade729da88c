"""Posts that are not published, whose sessions are not run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.session_runs.source_place import read_lines
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.problems import Subtype

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_transcript.post.publication_status import PublicationStatus

_MARKED = re.compile(
    r"[\s>]*(?:`{3,}|~{3,}|:{3,})\{session\}|\s*\.\. session::"
    r"|:?sessions\s*:\s*(?:true|yes|on|1)\s*$",
    re.IGNORECASE,
)


def warn_of_unpublished(app: Sphinx) -> None:
    """Warn of each unpublished post with a session: Sphinx doesn't read it, so it is not run."""
    for docname, line, status in unpublished_sessions(app):
        warn(
            f"session: it is not run, since the post is not published ({status.value}); "
            "-D transcript_drafts=1 runs it",
            Subtype.SESSION,
            (docname, line),
        )


def unpublished_sessions(app: Sphinx) -> list[tuple[str, int, PublicationStatus]]:
    """Return the unpublished posts with a session: the docname, the line of the first, and why."""
    env = app.env
    found = []
    for docname, status in sorted(blog_domain(env).unpublished.items()):
        lines = read_lines(Path(env.doc2path(docname)), app.config.source_encoding)
        marked = [number for number, each in enumerate(lines, 1) if _MARKED.match(each.text)]
        if marked:
            found.append((docname, marked[0], status))
    return found
