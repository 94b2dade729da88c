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
