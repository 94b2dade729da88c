"""The title, language and author of the site, from the values of Sphinx in conf.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.support.languages import as_language_tag

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def site_title(app: Sphinx) -> str:
    """Return the title of the site: ``html_title`` if conf.py sets it, else ``project``.

    Sphinx accepts None and '' for both. Then it is the title of the root document, because feeds
    need one.
    """
    config = app.config
    # Sphinx fills in a default title, and has no public way to tell whether one is set.
    is_set = "html_title" in getattr(config, "_raw_config", {}) or "html_title" in config.overrides
    title = (one_line(config.html_title) if is_set else "") or one_line(config.project)
    root = app.env.titles.get(config.root_doc) if not title and app.env is not None else None
    if root is None:
        return title
    # Imported here, because commands that don't need it ask for the author.
    from sphinx_transcript.node_text.plain_title import plain_title  # noqa: PLC0415

    return plain_title(root)


def language_tag(app: Sphinx) -> str:
    """Return the language of the site as a language tag for HTML."""
    return as_language_tag(str(app.config.language or "en"))


def one_line(value: object) -> str:
    """Return *value*, which conf.py sets to a text, in one line; '' if it is None or empty."""
    return " ".join(str(value or "").split())


def site_author(config: Config) -> str:
    """Return ``author``, or '' if conf.py does not set it."""
    name = one_line(config.author)
    return "" if name == "Author name not set" else name
