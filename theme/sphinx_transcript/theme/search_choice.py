"""Which search a site has: this theme's, Sphinx's, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.theme.active import is_theme_active
from sphinx_transcript.theme.options import TRANSCRIPT, options_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def has_own_search(app: Sphinx) -> bool:
    """Tell whether the pages have this theme's search, which needs an index in shards."""
    return is_theme_active(app) and options_of(app)["search"] == TRANSCRIPT
