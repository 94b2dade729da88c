"""The HTML theme ``transcript``: templates, styles, and the little that they need computed.

It knows nothing of the blog but what it finds in a page's context, so that it also serves
projects without one. Sphinx imports this module through the entry point when a project names the
theme, which is after the configuration is settled and before the builder is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript import translations
from sphinx_transcript.theme import (
    colours,
    context,
    doctrees,
    formatter,
    mathml,
    not_found,
    options,
    reachable,
)
from sphinx_transcript.theme.active import FOLDER

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the theme."""
    app.add_html_theme("transcript", str(FOLDER))
    translations.register(app)
    doctrees.register(app)
    app.connect("builder-inited", options.check_options)
    # After the options have been checked.
    app.connect("builder-inited", colours.offer_choice, priority=600)
    app.connect("builder-inited", colours.add_rules, priority=600)
    app.connect("builder-inited", mathml.use_mathml, priority=100)
    app.connect("builder-inited", formatter.use_formatter)
    app.connect("write-started", context.use_heading_marker)
    app.connect("build-finished", context.restore_heading_marker)
    app.connect("env-updated", context.forget_site, priority=100)
    app.connect("env-updated", reachable.mark_pages)
    app.connect("html-page-context", context.add_context, priority=400)
    app.connect("html-collect-pages", not_found.write_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
