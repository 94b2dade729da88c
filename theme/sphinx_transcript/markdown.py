"""MyST's parser, set up once for all documents of a build.

MyST-Parser sets up a Markdown parser for each document, and reads its front matter twice: of a
build of a thousand posts that is one part in forty.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from myst_parser.parsers import sphinx_
from myst_parser.parsers.sphinx_ import MystParser

from sphinx_transcript.domain import blog_domain

if TYPE_CHECKING:
    from docutils import nodes
    from markdown_it import MarkdownIt
    from sphinx.application import Sphinx

# Looked up there when it is needed: an extension may have put another one in its place.
_myst: Any = sphinx_
_CLOSING = re.compile(r"\n(?:---|\.\.\.)")
# The keys with which a document changes MyST's settings for itself; an escape could hide one.
_SETTINGS = re.compile(r"myst|html_meta|substitutions|\\")


@dataclass(frozen=True, slots=True)
class Shared:
    """A parser that serves one document after another."""

    parser: MarkdownIt
    config: Any
    """MyST's settings as they were when it was made."""
    rules: dict[str, list[str]]
    """Its rules then: a directive can turn some off."""


class SharingParser(MystParser):
    """Makes what MyST-Parser makes of a document."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse *inputstring* into *document*."""
        if may_change_settings(inputstring):
            super().parse(inputstring, document)
            return
        domain, config = blog_domain(document.settings.env), document.settings.env.myst_config
        # Taken away meanwhile: what is parsed while a document is parsed needs another one.
        shared, domain.markdown = domain.markdown, None
        if (
            shared is None
            or shared.parser.options["myst_config"] is not config
            or shared.config != config
        ):
            parser = _myst.create_md_parser(config, _myst.SphinxRenderer)
            shared = Shared(parser, deepcopy(config), parser.get_active_rules())
        shared.parser.options["document"] = document
        shared.parser.render(inputstring)
        if shared.parser.get_active_rules() == shared.rules:
            domain.markdown = shared


_PARSE = MystParser.parse


def register(app: Sphinx) -> None:
    """Have Markdown parsed by it, unless another extension has changed how that is done."""
    is_mysts = app.registry.source_parsers.get("markdown") is MystParser
    if is_mysts and MystParser.parse is _PARSE and _PARSE.__module__ == sphinx_.__name__:
        app.add_source_parser(SharingParser, override=True)


def may_change_settings(source: str) -> bool:
    """Tell whether the document *source* may change MyST's settings for itself."""
    if not source.startswith("---"):
        return False
    closing = _CLOSING.search(source)
    return bool(_SETTINGS.search(source, 0, closing.start() if closing else len(source)))
