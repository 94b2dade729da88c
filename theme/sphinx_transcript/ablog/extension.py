"""Hooks this package into Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.ablog import directives, reading, references, remarks, settings

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def connect(app: Sphinx) -> None:
    """Have what was written for ABlog read where conf.py asks for it."""
    # After the values of conf.py have been checked.
    app.connect("config-inited", settings.take_over)
    app.connect("config-inited", directives.register)
    # After Sphinx has collected the pictures, and before the post is recorded.
    app.connect("doctree-read", reading.complete, priority=590)
    app.connect("missing-reference", references.resolve)
    app.connect("env-check-consistency", remarks.report)
