"""The titles of posts as a build would have them, without a build.

Most titles are plain words, and most headings too: they are taken from the source. Where a title
has markup or quotation marks, Sphinx reads the document, cut off after the title where possible.
Many of the plain ones need no parser: see `plain_titles`.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser
from sphinx.util import get_filetype

from sphinx_transcript.fragments.text import text_of_html
from sphinx_transcript.node_text.plain_title import document_title
from sphinx_transcript.post.front_matter import yaml_span
from sphinx_transcript.post.notebook import read_notebook, without_front_matter
from sphinx_transcript.post.settings_keys import may_change_settings
from sphinx_transcript.post.title_text import same_title
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.records.source_text import source_text
from sphinx_transcript.workspace.plain_titles import (
    HEADING,
    NESTED_HEADINGS,
    is_plain,
    last_part,
    overrides,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_transcript.post.metadata import PostMetadata
    from sphinx_transcript.workspace.site import Site


class PostTitles:
    """Finds the titles of the posts of a site."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._app = site.app
        self._truncated_source: str | None = None
        """The source that Sphinx reads for the current document; None for the whole file."""
        self._app.connect("source-read", self._truncate_source, priority=0)
        config: Any = getattr(self._app.env, "myst_config", None) or MdParserConfig()
        self._block_parser = create_md_parser(config, RendererHTML)
        self._block_parser.core.ruler.enableOnly(["normalize", "block"])

    def title(self, docname: str, metadata: PostMetadata) -> str:
        """Return the title of the post *docname*, whose front matter has *metadata*."""
        return " ".join(self._title(docname, metadata).split())

    def _title(self, docname: str, metadata: PostMetadata) -> str:
        path = self._site.path(docname)
        text = path.read_bytes().decode(self._app.config.source_encoding)
        given = metadata.title
        as_read = source_text(self._app, docname, path, text)
        if as_read.is_notebook:
            return self._notebook_title(as_read.text, given) or last_part(docname)
        if as_read.is_rewritten:
            return given if is_plain(given) else self._title_from_sphinx(docname, metadata)
        if get_filetype(self._app.config.source_suffix, path) == "restructuredtext":
            is_repeated = any(same_title(line, given) for line in text.splitlines())
            is_enough = is_plain(given) and not is_repeated
            return given if is_enough else self._title_from_sphinx(docname, metadata)
        if may_change_settings(text) or (not given and NESTED_HEADINGS.search(text)):
            return self._title_from_sphinx(docname, metadata)
        text = re.sub(r"\r\n?", "\n", text)
        heading, end = self._first_heading(text)
        if heading and not is_plain(heading):
            # The definition of a reference link can be anywhere below.
            source = None if "[" in heading else _first_lines(text, end)
            return self._title_from_sphinx(docname, metadata, source)
        title = heading if heading and overrides(heading, given) else given
        if not title:
            return last_part(docname)
        if is_plain(title):
            return title
        return self._title_from_sphinx(docname, metadata, _first_lines(text, end))

    def _notebook_title(self, text: str, given: str) -> str:
        """Return the title of the notebook in *text*, or ''; *given* is that of its front matter.

        Sphinx does not read it here, because the site may have it run.
        """
        for cell in () if given else read_notebook(text).cells:
            if cell.kind == "markdown":
                source = without_front_matter(cell.source, cell.kind)
                heading, _ = self._first_heading(source)
                if heading:
                    html = MarkdownIt().renderInline(heading)
                    return text_of_html(html) or text_of_html(html, pictures=True)
        return given

    def _first_heading(self, text: str) -> tuple[str, int]:
        """Return the source of the first section heading in *text*, and its last line, from 1.

        Without a heading, return '' and the last line of the front matter.
        """
        span = yaml_span(text)
        # Skip the first hyphen of the closing fence, which would match as an underline.
        candidate = HEADING.search(text, span[1] + 1 if span else 0)
        # Blocks are parsed forwards: the text below a line can't change whether it is a heading.
        for source in (text[: candidate.end()], text) if candidate else ():
            for token, content in pairwise(self._block_parser.parse(source)):
                if token.type == "heading_open" and token.level == 0 and token.map:
                    return content.content, token.map[1]
        return "", text.count("\n", 0, span[1]) + 1 if span else 0

    def _title_from_sphinx(
        self, docname: str, metadata: PostMetadata, source: str | None = None
    ) -> str:
        """Return the title that Sphinx finds in the document, or in *source* instead of it."""
        blog_domain(self._app.env).post_metadata[docname] = metadata
        self._truncated_source = source
        try:
            self._app.builder.read_doc(docname)
            return document_title(self._app.env, docname)
        except Exception:
            # Any extension can fail here. A build or a check reports it.
            return metadata.title or last_part(docname)

    def _truncate_source(self, app: Sphinx, docname: str, source: list[str]) -> None:
        if self._truncated_source is not None:
            source[0] = self._truncated_source


def _first_lines(text: str, count: int) -> str:
    return "\n".join([*text.split("\n")[:count], ""])
