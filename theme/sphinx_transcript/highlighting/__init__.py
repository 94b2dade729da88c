"""Pygments lexers for shell sessions and for output with colours, under any theme and builder.

The text of a code block comes in; Pygments tokens go out, which mark prompts, typed text, output.
Sphinx learns of them here; the room knows nothing of pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Register the lexers, and what reads and shows blocks of output, once for an application."""
    from sphinx_transcript.highlighting import (
        coloured_blocks,
        control_characters,
        marking_formatter,
        session_lexers,
    )
    from sphinx_transcript.highlighting.diff_lexer import MarkedDiffLexer
    from sphinx_transcript.highlighting.shown_text import ShownText

    if coloured_blocks.is_registered(app):
        return
    for name in session_lexers.LANGUAGES:
        app.add_lexer(name, session_lexers.lexer_class(name))
        escaped = session_lexers.lexer_class(name, is_escaped=True)
        app.add_lexer(f"{name}{session_lexers.ESCAPED}", escaped)
    for name in ("diff", "udiff"):
        app.add_lexer(name, MarkedDiffLexer)
    # After the theme has set the formatter that is also quick.
    app.connect("builder-inited", marking_formatter.use_formatter, priority=600)
    coloured_blocks.register(app)
    app.add_post_transform(ShownText)
    control_characters.register(app)
