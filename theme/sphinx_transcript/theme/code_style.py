"""The Pygments style of code: the theme's, or the project's on the background that it is made for.

``pygments_style`` in conf.py is made for one background, and ``sphinx-quickstart`` wrote it for
years without being asked. On the backgrounds of the theme's schemes most styles can't be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pygments.util import ClassNotFound
from sphinx.highlighting import PygmentsBridge

from sphinx_transcript.support.build_notes import note
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.problems import Subtype
from sphinx_transcript.theme.active import is_theme_active
from sphinx_transcript.theme.code_grounds import style_sheet
from sphinx_transcript.theme.colour_schemes import rules
from sphinx_transcript.theme.option_types import names_in
from sphinx_transcript.theme.options import options_of

if TYPE_CHECKING:
    from pygments.style import Style
    from sphinx.application import Sphinx

    from sphinx_transcript.theme.colour_schemes import Rule

OWN = "sphinx_transcript.theme.pygments_style.TranscriptStyle"
"""The theme's style, as theme.toml names it."""
OF_THEME, OF_PROJECT = "theme", "project"
"""The values of the option ``code_style``."""


class GroundedBridge(PygmentsBridge):
    """A highlighter whose styles bring their own backgrounds."""

    def __init__(self, light: str, dark: str, scheme_rules: list[Rule]) -> None:
        super().__init__("html", light)
        self._light: type[Style] = self.get_style(light)
        self._dark: type[Style] = self.get_style(dark) if dark else self._light
        self._rules = scheme_rules

    def get_stylesheet(self) -> str:
        """Return the rules of the styles for screens, and those of the theme for paper."""
        own = PygmentsBridge("html", OWN).get_stylesheet()
        grounded = style_sheet(self._light, self._dark, self._rules)
        return f"@media screen {{\n{grounded}}}\n@media print {{\n{own}}}\n"


def choose_style(app: Sphinx) -> None:
    """Set the highlighter of the build.

    A theme that inherits from this one may bring a style, and says so in its theme.toml; it is
    used. See https://www.sphinx-doc.org/en/master/usage/configuration.html#confval-pygments_style
    """
    if not is_theme_active(app):
        return
    builder: Any = app.builder
    options, config = options_of(app), app.config
    light, dark = builder.theme.pygments_style_default, builder.theme.pygments_style_dark
    given = config.pygments_style
    raw: dict[str, Any] = getattr(config, "_raw_config", {})
    given_dark = _known_style(raw.get("pygments_dark_style"))
    if options["code_style"] == OF_PROJECT:
        light, dark = given or light, given_dark or dark
    elif given_dark or given not in (None, OWN, light):
        name = "pygments_style" if given else "pygments_dark_style"
        note(
            f"{name} = {given or given_dark!r} is made for another background: code keeps the "
            f"theme's colours; html_theme_options = {{'code_style': '{OF_PROJECT}'}} uses it"
        )
    if given is not None and light == OWN:
        builder.highlighter = PygmentsBridge("html", light)
    elif light != OWN:
        choices = names_in(options["reader_schemes"])
        scheme_rules = rules(options["light_scheme"], options["dark_scheme"], choices)
        builder.highlighter = GroundedBridge(light, dark or "", scheme_rules)


def _known_style(name: object) -> str | None:
    """Return the name of a style; None, after a warning, if Pygments has none of that *name*.

    Sphinx itself ends the build at such a ``pygments_style``, and reads no other value.
    """
    if not name:
        return None
    try:
        PygmentsBridge("html", str(name))
    except (ClassNotFound, ImportError, AttributeError, ValueError):
        warn(f"pygments_dark_style: no style {name!r}; left out", Subtype.THEME_OPTION)
        return None
    return str(name)
