"""What a post's page shows besides its text, in the context of its template."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sphinx_transcript.around import around
from sphinx_transcript.dates import day_text
from sphinx_transcript.domain import blog_domain
from sphinx_transcript.shell import keys_command
from sphinx_transcript.translations import minutes_text

if TYPE_CHECKING:
    from datetime import date

    from docutils import nodes
    from sphinx.application import Sphinx

    from sphinx_transcript.post import Post

_SHOWN_KEYS = ("date", "updated", "tags", "category", "categories", "author", "authors", "series")


def surroundings(app: Sphinx, post: Post) -> dict[str, Any]:
    """Return what the page of *post* shows of other documents, as plain values."""
    found = around(app, post)
    return {
        "tags": [asdict(name) for name in found.tags],
        "categories": [asdict(name) for name in found.categories],
        "authors": [asdict(name) for name in found.authors],
        "series": asdict(found.series) if found.series else None,
        "part": found.part,
        "parts": found.parts,
        "neighbours": [
            {
                **_link(each.post),
                "relation": each.relation,
                "within": each.within,
                "kind": each.kind or "",
            }
            for each in found.neighbours
        ],
        "neighbours_command": found.neighbours_command,
        "related": [_link(other) for other in found.related],
        "referring": [asdict(document) for document in found.referring],
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
    context["post"] = {
        "title": post.title,
        "date": _date(post.date),
        "updated": _date(post.updated),
        "minutes": minutes_text(post.minutes),
        "is_draft": post.is_draft,
        "language": post.language,
        "keys_command": keys_command(post.source, post.key_lines, _SHOWN_KEYS),
        **surroundings(app, post),
    }


def _link(post: Post) -> dict[str, Any]:
    return {
        "docname": post.docname,
        "title": post.title,
        "date": _date(post.date),
        "is_draft": post.is_draft,
    }


def _date(value: date | None) -> dict[str, str] | None:
    """Return *value* as a page shows it, and as HTML's ``datetime`` takes it."""
    return {"day": day_text(value), "machine": value.isoformat()} if value else None
