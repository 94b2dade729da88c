"""Lexers are loaded before processes are started."""

from __future__ import annotations

import subprocess
import sys

from docutils import nodes
from docutils.utils import new_document

from sphinx_transcript.support.lexer_loading import load_lexers

LOADED = """
import sys
from docutils import nodes
from docutils.utils import new_document
from sphinx_transcript.support.lexer_loading import load_lexers

tree = new_document("page")
tree += nodes.literal_block("", "x", language="ada")
print("pygments.lexers.ada" in sys.modules)
load_lexers([tree])
from pygments.lexers.ada import AdaLexer
print("_tokens" in vars(AdaLexer))
"""


def test_lexers_of_blocks_are_loaded() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "True"]


def test_unknown_languages_and_other_values_do_not_matter() -> None:
    tree = new_document("page")
    tree += nodes.literal_block("", "x", language="no such language")
    tree += nodes.literal_block("", "x")
    assert load_lexers([tree, "no tree", None]) == {"no such language", "default"}
