"""Titles of posts as a build has them, without a build.

Most are words with a heading beside them at the most, and are taken as they stand; Sphinx reads
what has markup or quotation marks in it, and of that no more than it needs.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser
from sphinx.util import get_filetype

from sphinx_transcript.domain import blog_domain
from sphinx_transcript.front_matter import yaml_span
from sphinx_transcript.markdown import may_change_settings
from sphinx_transcript.titles import same_title

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_transcript.card import Card
    from sphinx_transcript.commands.project import Site

# Words, and signs that neither Markdown nor the typographer of quotation marks has a meaning for.
_PLAIN = re.compile(r"(?:[^\W_]|[,.;:?!/%=-](?![,.;:?!/%=-])| (?! ))+")
# What can be one: a line with a number sign at its beginning, or one that underlines another.
_HEADING = re.compile(r"^(?: {0,3}#.*| {0,3}(?:=+|-+)[ \t]*)$", re.MULTILINE)
_OTHERS_HEADINGS = re.compile(r"\{(?:include|eval-rst)\}")


class PostTitles:
    """Finds the titles of the posts of a site."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._app = site.app
        self._cut: str | None = None
        """What Sphinx is to read of the document that it is to read, if not all of it."""
        self._app.connect("source-read", self._read_less, priority=0)
        config: Any = getattr(self._app.env, "myst_config", None) or MdParserConfig()
        self._blocks = create_md_parser(config, RendererHTML)
        self._blocks.core.ruler.enableOnly(["normalize", "block"])

    def title(self, docname: str, card: Card) -> str:
        """Return the title of the post *docname*, whose front matter says *card*."""
        path = self._site.path(docname)
        text = path.read_bytes().decode(self._app.config.source_encoding)
        if get_filetype(self._app.config.source_suffix, path) == "restructuredtext":
            same = any(same_title(line, card.title) for line in text.splitlines())
            return card.title if _is_plain(card.title) and not same else self._read(docname, card)
        if may_change_settings(text) or (not card.title and _OTHERS_HEADINGS.search(text)):
            return self._read(docname, card)
        text = re.sub(r"\r\n?", "\n", text)
        heading, end = self._first_heading(text)
        if heading and not _is_plain(heading):
            # What a link in it leads to can stand anywhere below.
            return self._read(docname, card, None if "[" in heading else _lines(text, end))
        title = heading if heading and _says(heading, card.title) else card.title
        if not title:
            return PurePosixPath(docname.removesuffix("/index")).name
        return title if _is_plain(title) else self._read(docname, card, _lines(text, end))

    def _first_heading(self, text: str) -> tuple[str, int]:
        """Return the source of the first heading that a section of *text* has, and its last line.

        Without one that is '', and the last line of the front matter.
        """
        span = yaml_span(text)
        # Behind the beginning of the closing fence, which is none.
        likely = _HEADING.search(text, span[1] + 1 if span else 0)
        # Blocks are parsed forwards: what stands below makes no heading of a line, nor unmakes it.
        for source in (text[: likely.end()], text) if likely else ():
            for token, content in pairwise(self._blocks.parse(source)):
                if token.type == "heading_open" and token.level == 0 and token.map:
                    return content.content, token.map[1]
        return "", text.count("\n", 0, span[1]) + 1 if span else 0

    def _read(self, docname: str, card: Card, source: str | None = None) -> str:
        """Return the title that Sphinx finds in the document, or in *source* in its place."""
        blog_domain(self._app.env).cards[docname] = card
        self._cut = source
        try:
            self._app.builder.read_doc(docname)
            return str(self._app.env.titles[docname].astext())
        except Exception:
            # Whichever extension can't: the build says so.
            return card.title or PurePosixPath(docname.removesuffix("/index")).name

    def _read_less(self, app: Sphinx, docname: str, source: list[str]) -> None:
        if self._cut is not None:
            source[0] = self._cut


def _is_plain(text: str) -> bool:
    return _PLAIN.fullmatch(text) is not None


def _says(heading: str, title: str) -> bool:
    return not title or same_title(heading, title)


def _lines(text: str, count: int) -> str:
    return "\n".join([*text.split("\n")[:count], ""])
