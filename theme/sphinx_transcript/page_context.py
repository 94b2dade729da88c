"""What a post's page shows of the blog around it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from sphinx_transcript.dates import day_text
from sphinx_transcript.domain import blog_domain
from sphinx_transcript.post_files import post_files
from sphinx_transcript.shell import keys_command
from sphinx_transcript.theme.active import in_use
from sphinx_transcript.translations import minutes_text

if TYPE_CHECKING:
    from datetime import date

    from docutils import nodes
    from sphinx.application import Sphinx

    from sphinx_transcript.post import Post

_SHOWN_KEYS = ("date", "updated", "tags", "author", "authors")


def neighbours_context(app: Sphinx, post: Post) -> dict[str, Any]:
    """Return what the page of *post* shows of the posts next to it."""
    newer, older = around = blog_domain(app.env).blog.neighbours(post.docname)
    return {
        "newer": _neighbour(newer),
        "older": _neighbour(older),
        "neighbours_command": (
            post_files(app).neighbours_command(post, around) if in_use(app) else None
        ),
    }


def add_post(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add ``post`` to the *context* of a post's page."""
    post = blog_domain(app.env).blog.post(pagename) if doctree is not None else None
    if post is None:
        return
    metatags = context.get("metatags") or ""
    if post.description and 'name="description"' not in metatags:
        description = f'<meta name="description" content="{escape(post.description)}" />'
        context["metatags"] = f"{metatags}\n{description}"
    context["post"] = {
        "title": post.title,
        "date": _date(post.date),
        "updated": _date(post.updated) if post.updated else None,
        "minutes": minutes_text(post.minutes),
        "tags": post.tags,
        "authors": post.authors,
        "keys_command": keys_command(post.source, post.key_lines, _SHOWN_KEYS),
        **neighbours_context(app, post),
    }


def _neighbour(post: Post | None) -> dict[str, Any] | None:
    if post is None:
        return None
    return {"docname": post.docname, "title": post.title, "date": _date(post.date)}


def _date(value: date) -> dict[str, str]:
    """Return *value* as a page shows it, and as HTML's ``datetime`` takes it."""
    return {"day": day_text(value), "machine": value.isoformat()}
