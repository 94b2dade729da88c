"""The colour schemes of a site, for the template of the style sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_transcript.theme.active import is_theme_active
from sphinx_transcript.theme.ansi_colours import ansi_colours
from sphinx_transcript.theme.colour_schemes import rules
from sphinx_transcript.theme.option_types import names_in
from sphinx_transcript.theme.options import options_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def add_rules(app: Sphinx) -> None:
    """Add the rules of the site's colour schemes, and the colours of output, to the templates."""
    builder: Any = app.builder
    if is_theme_active(app):
        options = options_of(app)
        known = builder.templates.environment.globals
        known["ansi_colours"] = ansi_colours
        known["scheme_rules"] = rules(
            options["light_scheme"], options["dark_scheme"], names_in(options["reader_schemes"])
        )
