"""What a post's page shows besides its text, in the context of its template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_transcript.around import Name, around
from sphinx_transcript.dates import day_text
from sphinx_transcript.domain import blog_domain
from sphinx_transcript.shell import keys_command
from sphinx_transcript.theme.context import is_right_to_left
from sphinx_transcript.translations import minutes_text

if TYPE_CHECKING:
    from datetime import date

    from docutils import nodes
    from sphinx.application import Sphinx

    from sphinx_transcript.post import Post

_SHOWN_KEYS = ("date", "updated", "tags", "category", "categories", "author", "authors", "series")


def surroundings(app: Sphinx, post: Post) -> dict[str, Any]:
    """Return what the page of *post* shows of other documents, found once in a build.

    They are plain values.
    """
    known = blog_domain(app.env).surroundings
    if post.docname not in known:
        known[post.docname] = _surroundings(app, post)
    return known[post.docname]


def _surroundings(app: Sphinx, post: Post) -> dict[str, Any]:
    found = around(app, post)
    return {
        "tags": [_name(name) for name in found.tags],
        "categories": [_name(name) for name in found.categories],
        "authors": [_name(name) for name in found.authors],
        "series": _name(found.series) if found.series else None,
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
        "referring": [
            {"docname": document.docname, "title": document.title} for document in found.referring
        ],
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
        "direction": "rtl" if is_right_to_left(post.language) else "ltr",
        "keys_command": keys_command(post.source, post.key_lines, _SHOWN_KEYS),
        **surroundings(app, post),
    }


def _name(name: Name) -> dict[str, str | None]:
    return {"name": name.name, "pagename": name.pagename, "url": name.url}


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
