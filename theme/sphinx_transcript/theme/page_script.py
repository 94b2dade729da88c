"""The script of each page: the choice of colours, copy buttons, and what opens the prompt."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinx_transcript.support.translations import text
from sphinx_transcript.theme import search_prompt
from sphinx_transcript.theme.active import is_theme_active
from sphinx_transcript.theme.colour_schemes import DARK, LIGHT, SYSTEM
from sphinx_transcript.theme.option_types import is_set, names_in
from sphinx_transcript.theme.options import options_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

NAME = "transcript.js"


def add_script(app: Sphinx) -> None:
    """Load the script on each page, if the site uses any of its features."""
    if not is_theme_active(app):
        return
    options = options_of(app)
    attributes = {}
    offered = names_in(options["reader_schemes"])
    if len(offered) > 1:
        labels = {SYSTEM: text("system"), LIGHT: text("light"), DARK: text("dark")}
        choices = [[name, str(labels.get(name, name))] for name in offered]
        attributes["data-choices"] = json.dumps(choices, ensure_ascii=False)
        attributes["data-label"] = str(text("Colours"))
    # sphinx-copybutton has buttons of its own.
    if is_set(options["copy_button"]) and "sphinx_copybutton" not in app.extensions:
        attributes["data-copy"] = str(text("copy"))
        attributes["data-copied"] = str(text("copied"))
    attributes |= search_prompt.script_attributes(app)
    if attributes:
        app.add_js_file(NAME, priority=100, **attributes)
