"""MyST's parser, set up once for all documents of a build, with front matter read the fast way.

MyST-Parser sets up a Markdown parser for each document and reads its front matter twice, in
Python: of a build of a thousand posts that is one part in thirty.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser

from sphinx_transcript.domain import blog_domain
from sphinx_transcript.front_matter import LOADER

if TYPE_CHECKING:
    from docutils import nodes
    from markdown_it.rules_core import StateCore
    from sphinx.application import Sphinx

_CLOSING = re.compile(r"\n(?:---|\.\.\.)")
_SETTINGS = re.compile(r"myst|html_meta|substitutions")
"""The keys with which a document changes MyST's settings for itself."""


class SharingParser(MystParser):
    """Makes what MyST-Parser makes of a document."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse *inputstring* into *document*."""
        if _may_change_settings(inputstring):
            super().parse(inputstring, document)
            return
        domain, config = blog_domain(document.settings.env), document.settings.env.myst_config
        # Taken away meanwhile: what is parsed while a document is parsed needs another one.
        parser, domain.markdown = domain.markdown, None
        if parser is None or parser.options["myst_config"] is not config:
            parser = create_md_parser(config, SphinxRenderer)
            parser.core.ruler.push("read_front_matter", _read_front_matter)
        parser.options["document"] = document
        parser.render(inputstring)
        domain.markdown = parser


def register(app: Sphinx) -> None:
    """Have Markdown parsed by it."""
    app.add_source_parser(SharingParser, override=True)


def _may_change_settings(source: str) -> bool:
    if not source.startswith("---"):
        return False
    closing = _CLOSING.search(source)
    return bool(_SETTINGS.search(source, 0, closing.start() if closing else len(source)))


def _read_front_matter(state: StateCore) -> None:
    """Put in place of front matter's text what it says; MyST reports what can't be read."""
    for token in state.tokens[:1]:
        if token.type == "front_matter":
            try:
                fields: Any = yaml.load(token.content, LOADER)  # noqa: S506 (a safe loader)
            except (yaml.YAMLError, ValueError, RecursionError):
                continue
            if isinstance(fields, dict):
                token.content = fields  # type: ignore[assignment]
