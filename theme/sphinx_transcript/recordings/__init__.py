"""Recordings of terminals: asciicast files as commands, their output, still frames and a player.

An asciicast file comes in; text, frames and chapters go out, which are made when the page is built.
No program is run, and a reader needs no script to read what was recorded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register(app: Sphinx) -> None:
    """Register the directive and the nodes."""
    from sphinx_transcript.recordings import nodes
    from sphinx_transcript.support.deferred_classes import deferred_class
    from sphinx_transcript.support.deferred_modules import deferred
    from sphinx_transcript.support.document_guard import connect_document_handler
    from sphinx_transcript.support.page_events import connect_page_handler

    if TYPE_CHECKING:
        from sphinx_transcript.recordings import player, recording_nodes
    else:
        (
            player,
            recording_nodes,
        ) = deferred(__name__, "player", "recording_nodes")

    nodes.register(app)
    app.add_directive("recording", deferred_class(f"{__name__}.directive", "RecordingDirective"))
    connect_document_handler(
        app, "doctree-read", recording_nodes.note_labels, "the label of a recording", priority=900
    )
    connect_page_handler(app, player.add_script, "the player of recordings", priority=700)
