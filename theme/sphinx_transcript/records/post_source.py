"""A post's source file, before Sphinx reads its document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sphinx_transcript.config.post_patterns import post_folder
from sphinx_transcript.post.front_matter import Field, UnreadHeaderError, read_front_matter
from sphinx_transcript.post.metadata import PostMetadata, has_date, read_metadata
from sphinx_transcript.post.notebook import read_notebook
from sphinx_transcript.records.source_dialect import DialectPost, dialect_in_use

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from sphinx.config import Config

    from sphinx_transcript.records.source_text import SourceText
    from sphinx_transcript.support.problems import Problem


@dataclass(frozen=True, slots=True)
class PostSource:
    """The front matter of a post, before its document is read."""

    fields: Mapping[str, Field]
    dialect_post: DialectPost | None = None
    """What the source contains beyond *fields*, if it is in another system's dialect."""

    def metadata(
        self, file_name: str, zone: dt.tzinfo, today: dt.date
    ) -> tuple[PostMetadata, list[Problem]]:
        """Return the validated metadata, and the problems found in it; see `read_metadata`."""
        metadata, problems = read_metadata(self.fields, file_name, zone, today)
        if self.dialect_post is not None:
            metadata = replace(metadata, old_pages=self.dialect_post.old_pages)
            problems += self.dialect_post.problems
        return metadata, problems


def read_post(config: Config, docname: str, source: SourceText) -> PostSource | None:
    """Return the post that the document *docname* is; None for an ordinary page.

    Raises FrontMatterError for a post whose front matter can't be read, and for any page with such
    front matter where a dialect finds posts by their front matter.
    """
    is_post = post_folder(docname, config.transcript_posts, config.root_doc) is not None
    dialect = dialect_in_use(config)
    if dialect is None:
        return PostSource(_read(source)[0]) if is_post else None
    if docname == config.root_doc:
        return None
    try:
        fields, text, filetype = _read(source)
    except UnreadHeaderError:
        # A page without front matter that is read stays the page that it was.
        if is_post:
            raise
        return None
    is_dated = has_date(docname.rpartition("/")[2])
    post = dialect.find_post(text, filetype, fields, config, is_post=is_post, is_dated=is_dated)
    return None if post is None else PostSource(post.fields, post)


def _read(source: SourceText) -> tuple[Mapping[str, Field], str, str]:
    """Return the front matter of *source*, its text, and the markup of the text.

    Raises FrontMatterError where the front matter can't be read.
    """
    if not source.is_notebook:
        return read_front_matter(source.text, source.filetype), source.text, source.filetype
    notebook = read_notebook(source.text)
    # nbsphinx reads raw cells as reStructuredText; MyST-NB reads Markdown cells with directives.
    is_myst = source.filetype == "myst-nb"
    markup = "markdown" if is_myst else "restructuredtext"
    return notebook.front_matter(), notebook.text("markdown" if is_myst else "raw"), markup
