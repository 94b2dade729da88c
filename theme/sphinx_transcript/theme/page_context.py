"""The template context of one page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sphinx_transcript.shell.page_commands import cat_command
from sphinx_transcript.support.html_builders import writes_pages, writes_site
from sphinx_transcript.support.languages import as_language_tag, is_right_to_left
from sphinx_transcript.support.source_paths import source_path
from sphinx_transcript.support.translations import text
from sphinx_transcript.theme.active import is_theme_active
from sphinx_transcript.theme.command_prompt import comment_html, prompt_html
from sphinx_transcript.theme.header_prompt import make_prompt
from sphinx_transcript.theme.navigation import current_entry
from sphinx_transcript.theme.option_types import names_in
from sphinx_transcript.theme.page_titles import title_function
from sphinx_transcript.theme.post_lines import (
    byline_html,
    day_html,
    facts_html,
    neighbour_groups,
    title_html,
)
from sphinx_transcript.theme.search_prompt import script_address
from sphinx_transcript.theme.site_context import site_context
from sphinx_transcript.theme.sphinx_scripts import needed_scripts
from sphinx_transcript.theme.stylesheet_template import needed_sheets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_transcript.support.page_events import Page
    from sphinx_transcript.theme.navigation import NavigationEntry

_OPTIONAL_VALUES = (
    "post", "source_command", "edit_address", "contents", "branch", "neighbours_command",
    "prompt_script"
)  # fmt: skip
"""Values that only some pages have; None on the others."""

POST_LINES = {
    function.__name__: function
    for function in (byline_html, day_html, facts_html, neighbour_groups, title_html)
}
"""The functions of `post_lines`, for the templates of posts."""


def add_defaults(page: Page) -> None:
    """Add the values without which the theme's templates can't be rendered."""
    context = page.context
    if not _is_rendered(page):
        return
    context["t"] = text
    # A function: extensions may add scripts until the template is rendered.
    context["needed_scripts"] = partial(needed_scripts, page)
    context["needed_sheets"] = needed_sheets
    context["prompt_html"] = prompt_html
    context["post_lines"] = POST_LINES
    context["title_text"] = title_function(page)
    context["comment_html"] = comment_html
    context["prompt"] = make_prompt(
        context["theme_prompt_user"],
        context["theme_prompt_host"],
        context["theme_prompt_symbol"],
        context["theme_prompt_style"],
        page.app.config.html_baseurl or "",
    )
    # Set them all: html_context of the project may contain the same names.
    context.update(dict.fromkeys(_OPTIONAL_VALUES))
    context.update(
        dict.fromkeys(("navigation", "hidden_blocks", "foot_links", "listing_links"), ())
    )


def _is_rendered(page: Page) -> bool:
    """Return whether a template of the theme is rendered; the builders json and pickle do not."""
    return is_theme_active(page.app) and "theme_prompt_style" in page.context


def add_context(page: Page) -> None:
    """Add the values of the site and of *page* that the theme's templates show."""
    app, context = page.app, page.context
    if not _is_rendered(page):
        return
    site = site_context(app)
    context["language_tag"] = as_language_tag(app.config.language or "en")
    context["is_rtl"] = is_right_to_left(app.config.language)
    context["site_title"] = site.title
    context["logo_size"] = site.logo_size
    context["has_index"] = site.has_index and writes_pages(app)
    context["has_search"] = writes_site(app) and context["hasdoc"]("search")
    context["has_source"] = writes_site(app) and context["has_source"]
    context["navigation"] = _navigation(site.entries, page.name)
    context["foot_links"] = [(entry.label, entry.docname) for entry in site.foot_entries]
    context["listing_links"] = [(entry.label, entry.docname) for entry in site.listings]
    context["prompt_script"] = script_address(app)
    context["hidden_blocks"] = names_in(context["theme_hidden_blocks"])
    if page.doctree is not None:
        source = source_path(app.env, page.name)
        context["source_command"] = cat_command(source)
        context["edit_address"] = context["theme_edit_url"].replace("{path}", quote(source))


def _navigation(entries: Sequence[NavigationEntry], pagename: str) -> list[dict[str, Any]]:
    current = current_entry(entries, pagename)
    return [
        {
            "label": entry.label,
            "docname": entry.docname,
            "is_file": entry.is_file,
            "url": entry.url,
            "caption": entry.caption,
            "is_current": entry == current,
            "is_page": entry.docname == pagename,
        }
        for entry in entries
    ]
