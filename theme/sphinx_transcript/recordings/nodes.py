"""The nodes of a recording, and their HTML. To other builders they are containers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_transcript.pages.nodes import page_only
from sphinx_transcript.recordings.player import player_html, shows_player
from sphinx_transcript.support.sphinx_compat import application_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class recording(nodes.container):  # noqa: N801 (as docutils)
    """A recording: its caption, its text, its chapters and its player."""


class recording_caption(nodes.paragraph):  # noqa: N801
    """The caption of a recording."""


class recording_player(page_only):  # noqa: N801
    """The data of the player, which only the recording's own page has.

    Attributes: ``frames``, the frames as JSON; ``chapters``, the times in seconds and the ids of
    the chapters; ``label``, the name of the recording; ``speed``.
    """


def _visit_recording(self: HTML5Translator, node: recording) -> None:
    self.body.append(self.starttag(node, "figure"))


def _depart_recording(self: HTML5Translator, node: recording) -> None:
    self.body.append("</figure>\n")


def _visit_caption(self: HTML5Translator, node: recording_caption) -> None:
    self.body.append(self.starttag(node, "figcaption", ""))


def _depart_caption(self: HTML5Translator, node: recording_caption) -> None:
    self.body.append("</figcaption>\n")


def _visit_player(self: HTML5Translator, node: recording_player) -> None:
    if shows_player(application_of(self.builder.env)):
        self.body.append(player_html(node))
    raise nodes.SkipNode


def register(app: Sphinx) -> None:
    """Register the nodes and their HTML visitors; other builders use those of the base classes."""
    app.add_node(recording, html=(_visit_recording, _depart_recording))
    app.add_node(recording_caption, html=(_visit_caption, _depart_caption))
    app.add_node(recording_player, html=(_visit_player, None))
