"""Gives the style sheet the schemes of a site, and the pages the script by which readers choose."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_transcript.theme.active import in_use
from sphinx_transcript.theme.options import names_in
from sphinx_transcript.theme.schemes import DARK, LIGHT, SYSTEM, rules
from sphinx_transcript.translations import text

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SCRIPT = "scheme.js"


def offer_choice(app: Sphinx) -> None:
    """Have each page load the script, where the site offers its readers more than one look."""
    offered = _offered(app)
    if len(offered) > 1:
        words = {SYSTEM: text("system"), LIGHT: text("light"), DARK: text("dark")}
        choices = [[name, str(words.get(name, name))] for name in offered]
        attributes = {
            "data-choices": json.dumps(choices, ensure_ascii=False),
            "data-label": str(text("Colours")),
        }
        app.add_js_file(SCRIPT, priority=100, **attributes)


def add_rules(app: Sphinx) -> None:
    """Make the rules of the site's schemes known to the template of the style sheet."""
    if in_use(app):
        options, builder = _options(app), _builder(app)
        builder.templates.environment.globals["scheme_rules"] = rules(
            options["light_scheme"], options["dark_scheme"], _offered(app)
        )


def _offered(app: Sphinx) -> tuple[str, ...]:
    return names_in(_options(app)["reader_schemes"]) if in_use(app) else ()


def _builder(app: Sphinx) -> Any:
    return app.builder


def _options(app: Sphinx) -> dict[str, Any]:
    builder = _builder(app)
    options: dict[str, Any] = builder.theme.get_options(builder.theme_options)
    return options
