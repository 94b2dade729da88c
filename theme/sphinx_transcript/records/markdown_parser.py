"""MyST's parser, created once for all documents of a build.

MyST-Parser creates a Markdown parser for each document, and reads its front matter twice. In a
build of a thousand posts, that takes one fortieth of the time.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from myst_parser.parsers import sphinx_
from myst_parser.parsers.sphinx_ import MystParser

from sphinx_transcript.post.settings_keys import may_change_settings
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.records.markdown_renderer import MarkdownRenderer
from sphinx_transcript.records.plain_links import quicken_links
from sphinx_transcript.records.word_count import quicken_word_count
from sphinx_transcript.support.build_cache import CacheKey

if TYPE_CHECKING:
    from docutils import nodes
    from markdown_it import MarkdownIt

# Looked up at the time of each call: an extension may have replaced the parser factory.
_myst: Any = sphinx_


@dataclass(frozen=True, slots=True)
class SharedParser:
    """A Markdown parser that is reused for the next document."""

    parser: MarkdownIt
    config: Any
    """MyST's settings at the time when the parser was created."""
    rules: dict[str, list[str]]
    """Its active rules at that time. A directive can disable some."""


_PARSER = CacheKey[SharedParser]("Markdown parser")


class SharedMarkdownParser(MystParser):
    """Parses documents like `MystParser`, but reuses the Markdown parser."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse *inputstring* into *document*."""
        if may_change_settings(inputstring):
            super().parse(inputstring, document)
            return
        env = document.settings.env
        cache, config = blog_domain(env).cache, env.myst_config
        # Remove it while in use: a document parsed within another one needs its own parser.
        shared = cache.take(_PARSER)
        if (
            shared is None
            or shared.parser.options["myst_config"] is not config
            or shared.config != config
        ):
            parser = _myst.create_md_parser(config, MarkdownRenderer)
            quicken_word_count(parser)
            quicken_links(parser)
            shared = SharedParser(parser, deepcopy(config), parser.get_active_rules())
        shared.parser.options["document"] = document
        shared.parser.render(inputstring)
        if shared.parser.get_active_rules() == shared.rules:
            cache.put(_PARSER, shared)


_ORIGINAL_PARSE = MystParser.parse


def is_myst_unpatched() -> bool:
    """Tell whether no other extension has replaced the method of MyST's parser."""
    return MystParser.parse is _ORIGINAL_PARSE and _ORIGINAL_PARSE.__module__ == sphinx_.__name__
