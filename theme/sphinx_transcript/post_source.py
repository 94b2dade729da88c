"""What the source of a document says of the post that it is, whichever way it says so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sphinx_transcript.ablog.settings import settings_of
from sphinx_transcript.ablog.source import Found, find
from sphinx_transcript.card import Card, read_card
from sphinx_transcript.front_matter import Field, FrontMatterError, read_front_matter
from sphinx_transcript.patterns import post_folder

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from sphinx.config import Config

    from sphinx_transcript.messages import Problem


@dataclass(frozen=True, slots=True)
class PostSource:
    """A post, before it is read."""

    fields: Mapping[str, Field]
    """Its front matter."""
    ablog: Found | None = None
    """What else it says where conf.py has ``transcript_ablog``."""

    def card(self, file_name: str, zone: dt.tzinfo, today: dt.date) -> tuple[Card, list[Problem]]:
        """Return what read_card returns of it."""
        card, problems = read_card(self.fields, file_name, zone, today)
        if self.ablog is not None:
            card = replace(card, old_pages=self.ablog.old_pages)
            problems += self.ablog.problems
        return card, problems


def read_post(config: Config, docname: str, text: str, filetype: str) -> PostSource | None:
    """Return the post that the source *text* of the document *docname* is; None for a page.

    Raises FrontMatterError for a post whose front matter can't be read.
    """
    is_post = post_folder(docname, config.transcript_posts, config.root_doc) is not None
    if not config.transcript_ablog:
        return PostSource(read_front_matter(text, filetype)) if is_post else None
    if docname == config.root_doc:
        return None
    try:
        fields = read_front_matter(text, filetype)
    except FrontMatterError:
        if is_post:
            raise
        return None
    found = find(text, filetype, fields, settings_of(config), is_post=is_post)
    return None if found is None else PostSource(found.fields, found)
