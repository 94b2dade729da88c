"""Pygments lexers for shell sessions and for output with colours, under any theme and builder.

The text of a code block comes in; Pygments tokens go out, which mark prompts, typed text, output.
Sphinx learns of them here; the room knows nothing of pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.highlighting import coloured_blocks, control_characters

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Register the lexers, and what reads and shows blocks of output, once for an application."""
    if not coloured_blocks.is_registered(app):
        coloured_blocks.register(app)
        control_characters.register(app)
