"""Publishing a post: its source, dated and no longer marked as a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import get_filetype

from sphinx_transcript.post.front_matter import FrontMatterError, read_front_matter
from sphinx_transcript.post.metadata import read_metadata
from sphinx_transcript.post.notebook import SUFFIX
from sphinx_transcript.post.publication_status import PublicationStatus
from sphinx_transcript.workspace.errors import CommandError
from sphinx_transcript.workspace.front_matter_edit import published_source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_transcript.support.problems import Problem
    from sphinx_transcript.workspace.site_sources import SiteSources

_PUBLIC = frozenset({PublicationStatus.PUBLISHED, PublicationStatus.SCHEDULED})
"""The statuses of a post that is published on its date."""


def published_content(
    site: SiteSources, docname: str, day: str, known_problems: Sequence[Problem]
) -> bytes | None:
    """Return the content of the file of *docname* once the post is published on *day*.

    None where that is the present content. *known_problems* are those of the present front matter.
    Raises CommandError where the file can't be edited, or where the post would not be published
    all the same.
    """
    shown = site.display_path(docname)
    path = site.path(docname)
    if path.suffix == SUFFIX:
        raise CommandError(
            f"{shown} stays as it is: give the notebook its date in Jupyter, in its front matter"
        )
    # A byte order mark is kept as a part of the text.
    encoding = site.config.source_encoding.removesuffix("-sig")
    filetype = get_filetype(site.config.source_suffix, path)
    try:
        content = path.read_bytes()
        text = content.decode(encoding)
        edited = published_source(text, filetype, day)
        result = edited.encode(encoding)
        if text.encode(encoding) != content:
            raise CommandError(f"{shown} can't be written as it was in {encoding}")
    except (FrontMatterError, UnicodeDecodeError) as error:
        if known_problems:
            reason = f"{known_problems[0].line}: {known_problems[0].message}"
        else:
            reason = f" {error}"
        raise CommandError(f"{shown}:{reason}") from error
    except ValueError as error:
        raise CommandError(f"{shown} stays as it is: {error}") from error
    # A mistyped key such as 'drafts' keeps a post from being published, too.
    fields = read_front_matter(edited, filetype)
    metadata, problems = read_metadata(fields, path.name, site.zone, site.today)
    if metadata.status not in _PUBLIC or metadata.hold is not None:
        # The line is the one in the present file.
        present = {problem.message: problem for problem in known_problems}
        messages = [problem.message for problem in problems]
        if metadata.hold is not None and metadata.hold.message in messages:
            problems = [problems[messages.index(metadata.hold.message)]]
        problem = present.get(problems[0].message, problems[0]) if problems else None
        reason = f": {problem.message} (line {problem.line})" if problem else ""
        raise CommandError(f"{shown} stays as it is, as it would not be published{reason}")
    return None if result == content else result
