"""The one script of the theme: the reader's choice of colours, and the buttons that copy code."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinx_transcript.theme.active import in_use
from sphinx_transcript.theme.option_types import is_set, names_in
from sphinx_transcript.theme.options import options_of
from sphinx_transcript.theme.schemes import DARK, LIGHT, SYSTEM
from sphinx_transcript.translations import text

if TYPE_CHECKING:
    from sphinx.application import Sphinx

NAME = "transcript.js"


def add_script(app: Sphinx) -> None:
    """Have each page load the script, if the site wants anything of what it does."""
    if not in_use(app):
        return
    options = options_of(app)
    attributes = {}
    offered = names_in(options["reader_schemes"])
    if len(offered) > 1:
        words = {SYSTEM: text("system"), LIGHT: text("light"), DARK: text("dark")}
        choices = [[name, str(words.get(name, name))] for name in offered]
        attributes["data-choices"] = json.dumps(choices, ensure_ascii=False)
        attributes["data-label"] = str(text("Colours"))
    # Where this extension is used, its buttons are there already.
    if is_set(options["copy_button"]) and "sphinx_copybutton" not in app.extensions:
        attributes["data-copy"] = str(text("copy"))
        attributes["data-copied"] = str(text("copied"))
    if attributes:
        app.add_js_file(NAME, priority=100, **attributes)
