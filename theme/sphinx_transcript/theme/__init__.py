"""The HTML theme ``transcript``: templates, styles, scripts, and the values that they need.

The context of a page comes in, from Sphinx and from extensions; HTML goes out. This room knows
nothing of the blog, so the theme also serves projects without one. Sphinx imports it through its
entry point if a project names the theme, after the configuration is read and before the builder is
initialized.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def register(app: Sphinx) -> None:
    """Set up the theme, unless Sphinx has already set it up."""
    app.setup_extension(__name__)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the theme as an extension of its own, for projects without the blog."""
    from sphinx_transcript import highlighting, search
    from sphinx_transcript.support import shortcuts, source_paths, translations
    from sphinx_transcript.support.document_guard import connect_document_handler
    from sphinx_transcript.support.page_events import connect_page_handler
    from sphinx_transcript.theme import (
        accessible_html,
        code_style,
        conditional_stylesheets,
        content_widths,
        heading_permalinks,
        mathml,
        not_found_page,
        options,
        orphan_pages,
        page_contents,
        page_context,
        page_doctree,
        page_script,
        page_titles,
        previous_next_command,
        project_templates,
        pygments_formatter,
        scheme_images,
        scheme_rules,
        search_choice,
        search_prompt,
        search_titles,
        sidebars,
        site_context,
        stored_titles,
        stylesheet_template,
        template_cache,
        template_sandbox,
        toctree_branch,
    )
    from sphinx_transcript.theme.active import FOLDER

    app.add_html_theme("transcript", str(FOLDER))
    shortcuts.register(app)
    translations.register(app)
    source_paths.register(app)
    highlighting.register(app)
    page_doctree.register(app)
    content_widths.register(app)
    scheme_images.register(app)
    app.connect("builder-inited", template_cache.use_cache, priority=900)
    app.connect("build-finished", template_cache.save_cache)
    app.connect("builder-inited", options.check_options)
    app.connect("builder-inited", code_style.choose_style)
    app.connect("builder-inited", project_templates.inspect_templates)
    app.connect("builder-inited", sidebars.check_sidebars)
    # After the options have been checked.
    app.connect("builder-inited", search_prompt.prepare_search, priority=600)
    app.connect("builder-inited", page_script.add_script, priority=600)
    app.connect("builder-inited", scheme_rules.add_rules, priority=600)
    app.connect("builder-inited", stylesheet_template.prepare_templates)
    app.connect("builder-inited", mathml.use_mathml, priority=100)
    app.connect("builder-inited", pygments_formatter.use_formatter)
    app.connect("builder-inited", accessible_html.add_visitors)
    app.connect("write-started", heading_permalinks.remove_text)
    app.connect("write-started", template_sandbox.use_faster_sandbox)
    app.connect("build-finished", heading_permalinks.restore_text)
    # After Sphinx has stored titles and contents, on the same event at priority 500.
    connect_document_handler(
        app, "doctree-read", stored_titles.correct_titles, "titles for links", priority=550
    )
    connect_document_handler(
        app,
        "doctree-resolved",
        search_titles.note_titles,
        "titles for the search",
        priority=900,
    )
    app.connect("html-collect-pages", search_titles.write_plain_titles)
    app.connect("env-updated", site_context.clear_site_context, priority=100)
    # Sphinx numbers sections on this event at priority 500; pages are compared after this.
    app.connect("env-get-updated", site_context.clear_site_context, priority=600)
    app.connect("env-updated", orphan_pages.mark_pages)
    app.connect("env-updated", site_context.warn_of_unknown_entries, priority=600)
    connect_page_handler(app, page_context.add_defaults, "a part of the page", priority=400)
    connect_page_handler(app, page_context.add_context, "a part of the page", priority=400)
    connect_page_handler(
        app, page_titles.simplify_relations, "the titles of the neighbours", priority=400
    )
    connect_page_handler(app, sidebars.choose_sidebars, "the sidebars", priority=400)
    # After the blog has added the context of posts.
    connect_page_handler(app, page_contents.add_contents, "the list of headings", priority=600)
    connect_page_handler(app, toctree_branch.add_branch, "the branch of the toctree", priority=600)
    connect_page_handler(
        app, previous_next_command.add_command, "the command above the neighbours", priority=600
    )
    connect_page_handler(
        app, conditional_stylesheets.add_stylesheets, "a style sheet of the page", priority=700
    )
    app.connect("html-collect-pages", not_found_page.write_page)
    search.register(app, search_choice.has_own_search, search_prompt.listing_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
