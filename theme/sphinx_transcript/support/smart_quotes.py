"""Sphinx's smart quotes, applied to those blocks of text alone that have something to replace.

In most paragraphs there is nothing: no quotation mark, no two dashes, no three full stops.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.utils import smartquotes
from sphinx.transforms import SphinxSmartQuotes, SphinxTransform

from sphinx_transcript.support.own_methods import has_own_methods, is_own_function

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

# All that docutils replaces, with any value of smartquotes_action but one, and what it takes for an
# escape:
# https://www.sphinx-doc.org/en/master/usage/configuration.html#confval-smartquotes_action
# The pattern begins with one set of characters: to search for that takes a sixth of the time of a
# search for alternatives.
_REPLACEABLE = re.compile(
    r"""["'`\\&\x00.-] (?: (?<![.-]) | (?<=-)- | (?<=[.])(?: [.][.] | [ ][.][ ][.] ) )""",
    re.VERBOSE,
)
_BACK_TO_ASCII = "-1"
"""The value of ``smartquotes_action`` that replaces the quotation marks of all languages."""
_METHODS = ("apply", "get_tokens")
_PRIORITY = SphinxSmartQuotes.default_priority


class QuickSmartQuotes(SphinxSmartQuotes):
    """Replaces quotation marks, and leaves Sphinx's own transform nothing to do."""

    default_priority = _PRIORITY - 1

    def apply(self, **kwargs: Any) -> None:
        """Change the text of the document."""
        document, settings = self.document, self.document.settings
        if (
            not self.config.transcript_shortcuts
            or not self.is_available()
            or self.config.smartquotes_action == _BACK_TO_ASCII
            # Another form of them may replace more, or need more of a document.
            or not has_own_methods(SphinxSmartQuotes, _METHODS)
            or not is_own_function(smartquotes.educate_tokens)
        ):
            return
        self.document = _ReplaceableBlocks(document)  # type: ignore[assignment]
        try:
            super().apply()
        finally:
            self.document = document
        settings.original_smart_quotes = settings.smart_quotes
        settings.smart_quotes = False


class RestoredSetting(SphinxTransform):
    """Restores the setting that keeps Sphinx's transform from its work."""

    default_priority = _PRIORITY + 1

    def apply(self, **kwargs: Any) -> None:
        """Restore it."""
        settings = self.document.settings
        if hasattr(settings, "original_smart_quotes"):
            settings.smart_quotes = settings.original_smart_quotes
            del settings.original_smart_quotes


class _ReplaceableBlocks:
    """What the transform needs of a document, with fewer blocks."""

    def __init__(self, document: nodes.document) -> None:
        self._document = document
        self.settings = document.settings
        self.reporter = document.reporter

    def findall(self, kind: type[nodes.TextElement]) -> Iterator[nodes.TextElement]:
        """Yield the blocks that have something to replace."""
        language = self.settings.language_code
        has_languages = False
        blocks = []
        for node in self._document.findall(nodes.Element):
            for name in node.attributes.get("classes") or ():
                if name.startswith("language-"):
                    has_languages = True
            # The transform handles text within text with what encloses it.
            if isinstance(node, kind) and not isinstance(node.parent, nodes.TextElement):
                blocks.append(node)
        for node in blocks:
            if (
                _is_replaceable(node)
                # It reports a language that has no quotation marks.
                or (has_languages and node.get_language_code(language) != language)
            ):
                yield node


def _is_replaceable(block: nodes.Node) -> bool:
    for child in block.children:
        if isinstance(child, nodes.Text):
            if _REPLACEABLE.search(child):
                return True
        elif child.children and _is_replaceable(child):
            return True
    return False


def register(app: Sphinx) -> None:
    """Register the transforms."""
    app.add_transform(QuickSmartQuotes)
    app.add_transform(RestoredSetting)
