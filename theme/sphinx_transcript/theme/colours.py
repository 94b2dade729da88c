"""Gives the style sheet the schemes of a site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_transcript.theme.active import in_use
from sphinx_transcript.theme.option_types import names_in
from sphinx_transcript.theme.options import options_of
from sphinx_transcript.theme.schemes import rules

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def add_rules(app: Sphinx) -> None:
    """Make the rules of the site's schemes known to the template of the style sheet."""
    builder: Any = app.builder
    if in_use(app):
        options = options_of(app)
        builder.templates.environment.globals["scheme_rules"] = rules(
            options["light_scheme"], options["dark_scheme"], names_in(options["reader_schemes"])
        )
