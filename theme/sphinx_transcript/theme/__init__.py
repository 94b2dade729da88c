"""The HTML theme ``transcript``: templates, styles, and the little that they need computed.

It knows nothing of the blog but what it finds in a page's context, so that it also serves
projects without one. Sphinx imports this module through the entry point when a project names the
theme, which is after the configuration is settled and before the builder is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript import translations
from sphinx_transcript.theme import (
    branch,
    colours,
    contents,
    context,
    doctrees,
    extra_sheets,
    formatter,
    markup,
    mathml,
    not_found,
    options,
    previous_next,
    reachable,
    script,
    widths,
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
    widths.register(app)
    app.connect("builder-inited", options.check_options)
    # After the options have been checked.
    app.connect("builder-inited", script.add_script, priority=600)
    app.connect("builder-inited", colours.add_rules, priority=600)
    app.connect("builder-inited", mathml.use_mathml, priority=100)
    app.connect("builder-inited", formatter.use_formatter)
    app.connect("builder-inited", markup.use_markup)
    app.connect("write-started", context.use_heading_marker)
    app.connect("build-finished", context.restore_heading_marker)
    app.connect("env-updated", context.forget_site, priority=100)
    app.connect("env-updated", reachable.mark_pages)
    app.connect("env-updated", context.warn_of_unknown, priority=600)
    app.connect("html-page-context", context.add_context, priority=400)
    # After the blog has said which pages are posts.
    app.connect("html-page-context", contents.add_contents, priority=600)
    app.connect("html-page-context", branch.add_branch, priority=600)
    app.connect("html-page-context", previous_next.add_command, priority=600)
    app.connect("html-page-context", extra_sheets.load_needed, priority=700)
    app.connect("html-collect-pages", not_found.write_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
