"""Registers the parser that is created once for all documents, in the place of MyST's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.records.deferred_myst import SUPPORTED
from sphinx_transcript.support.deferred_classes import deferred_class, is_deferred

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_FILETYPE = "markdown"


def register(app: Sphinx) -> None:
    """Register the parser for Markdown, unless another extension has replaced MyST's."""
    given = app.registry.source_parsers.get(_FILETYPE)
    if is_deferred(given):
        ours = deferred_class(
            f"{__package__}.markdown_parser", "SharedMarkdownParser", supported=SUPPORTED
        )
        app.add_source_parser(ours, override=True)
        app.connect("env-before-read-docs", _keep_patched, priority=2)
        return
    from myst_parser.parsers.sphinx_ import MystParser

    from sphinx_transcript.records.markdown_parser import SharedMarkdownParser, is_myst_unpatched

    if given is MystParser and is_myst_unpatched():
        app.add_source_parser(SharedMarkdownParser, override=True)


def _keep_patched(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Handle ``env-before-read-docs``: use MyST's parser if an extension has patched it."""
    if not docnames:
        return
    from myst_parser.parsers.sphinx_ import MystParser

    from sphinx_transcript.records.markdown_parser import SharedMarkdownParser, is_myst_unpatched

    parsers = app.registry.source_parsers
    if parsers.get(_FILETYPE) is SharedMarkdownParser and not is_myst_unpatched():
        app.add_source_parser(MystParser, override=True)
