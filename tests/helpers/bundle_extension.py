"""A Sphinx extension that brings this package and MyST-NB, as a company's own may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Set up MyST-NB before this package."""
    app.setup_extension("myst_nb")
    app.setup_extension("sphinx_transcript")
