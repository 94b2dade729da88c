"""The title, language and author of the site, from the values of Sphinx in conf.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.support.languages import as_language_tag

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def site_title(app: Sphinx) -> str:
    """Return the title of the site: ``html_title`` if conf.py sets it, else ``project``."""
    config = app.config
    # Sphinx fills in a default title, and has no public way to tell whether one is set.
    is_set = "html_title" in getattr(config, "_raw_config", {}) or "html_title" in config.overrides
    title: str = config.html_title if is_set else config.project
    return title


def language_tag(app: Sphinx) -> str:
    """Return the language of the site as a language tag for HTML."""
    return as_language_tag(str(app.config.language or "en"))


def site_author(config: Config) -> str:
    """Return ``author``, or '' if conf.py does not set it."""
    name = " ".join(str(config.author or "").split())
    return "" if name == "Author name not set" else name
