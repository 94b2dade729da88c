"""Loads Pygments' lexers before processes are started, each of which would load them again.

The first block of Python takes 34 ms: its lexer is imported, and its expressions are compiled.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from docutils import nodes
from pygments.lexers import find_lexer_class_by_name
from sphinx.highlighting import lexer_classes

if TYPE_CHECKING:
    from collections.abc import Iterable


def load_lexers(trees: Iterable[Any]) -> set[str]:
    """Load the lexers for the blocks of code in *trees*, and return their languages.

    What isn't known or can't be loaded is reported where the block is written.
    """
    languages = {
        str(block.get("language", "default"))
        for tree in trees
        if isinstance(tree, nodes.document)
        for block in tree.findall(nodes.literal_block)
    }
    for language in languages:
        name = "python" if language == "default" else language
        with suppress(Exception):
            # An instance, because that is when the expressions are compiled.
            (lexer_classes.get(name) or find_lexer_class_by_name(name))()
    return languages
