"""The template context of a post: its metadata and its post context as plain values.

``pages/post_context.py`` computes the post context as typed records. Here they become dicts, lists,
strings and numbers, which Jinja templates read and page digests are made of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_transcript.pages.listing_comments import keys_comment
from sphinx_transcript.pages.post_context import (
    TermLink,
    documents_referring_to,
    post_context,
    related_posts,
)
from sphinx_transcript.post.dates import day_text
from sphinx_transcript.post.front_matter_keys import BYLINE_KEYS, FACT_KEYS
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.shell.page_commands import found_keys, keys_command
from sphinx_transcript.support.build_cache import CacheKey
from sphinx_transcript.support.languages import is_right_to_left
from sphinx_transcript.support.translations import minutes_text
from sphinx_transcript.theme.options import options_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sphinx.application import Sphinx

    from sphinx_transcript.pages.post_context import ReferringDocument
    from sphinx_transcript.post.record import Post
    from sphinx_transcript.support.page_events import Page

_CONTEXT_VALUES = CacheKey[dict[str, dict[str, Any]]]("post contexts")


def post_context_values(app: Sphinx, post: Post) -> dict[str, Any]:
    """Return the post context of *post* as plain values. It is computed once in a build."""
    values = blog_domain(app.env).cache.get(_CONTEXT_VALUES, dict)
    if post.docname not in values:
        values[post.docname] = _make_context_values(app, post)
    return values[post.docname]


def _make_context_values(app: Sphinx, post: Post) -> dict[str, Any]:
    context = post_context(app, post)
    return {
        "tags": [_term_values(term) for term in context.tags],
        "categories": [_term_values(term) for term in context.categories],
        "authors": [_term_values(term) for term in context.authors],
        "series": _term_values(context.series) if context.series else None,
        "part": context.part,
        "parts": context.parts,
        "neighbours": [
            {
                **_post_values(each.post),
                "relation": each.relation,
                "within": each.within,
                "kind": each.kind or "",
            }
            for each in context.neighbours
        ],
        "neighbours_command": context.neighbours_command,
        "related": [_post_values(other) for other in context.related],
        "referring": _referring_values(context.referring),
    }


def related_values(app: Sphinx, post: Post) -> list[dict[str, Any]]:
    """Return the related posts of *post* as plain values, as in `post_context_values`."""
    return [_post_values(other) for other in related_posts(app, post)]


def referring_values(app: Sphinx, post: Post) -> list[dict[str, str]]:
    """Return the documents that refer to *post* as plain values, as in `post_context_values`."""
    return _referring_values(documents_referring_to(app, post))


def _referring_values(documents: Iterable[ReferringDocument]) -> list[dict[str, str]]:
    return [{"docname": document.docname, "title": document.title} for document in documents]


def add_post_to_context(page: Page) -> None:
    """Add ``post`` to the template context of *page*, if it is the page of a post."""
    post = blog_domain(page.app.env).blog.post(page.name) if page.doctree is not None else None
    if post is None:
        return
    lines = post.key_lines if post.has_keys_as_written else ()
    keys = found_keys(lines, _keys_below(page.app))
    page.context["post"] = {
        "title": post.title,
        "date": _date_values(post.date),
        "updated": _date_values(post.updated),
        "minutes": minutes_text(post.minutes),
        "is_draft": post.is_draft,
        "language": post.language,
        "direction": "rtl" if is_right_to_left(post.language) else "ltr",
        "keys_command": keys_command(post.source, lines, keys),
        "keys_comment": keys_comment(keys),
        **post_context_values(page.app, post),
    }


def _keys_below(app: Sphinx) -> list[str]:
    """Return the front-matter keys whose values the page shows below a post."""
    is_below = options_of(app).get("byline") in {"below", "both"}
    return [key for key in FACT_KEYS if is_below or key not in BYLINE_KEYS]


def _term_values(term: TermLink) -> dict[str, str | None]:
    return {"name": term.name, "pagename": term.pagename, "url": term.url}


def _post_values(post: Post) -> dict[str, Any]:
    return {
        "docname": post.docname,
        "title": post.title,
        "date": _date_values(post.date),
        "is_draft": post.is_draft,
    }


def _date_values(value: date | None) -> dict[str, str] | None:
    """Return *value* as the text that a page shows, and in ISO 8601 for ``<time datetime>``."""
    return {"day": day_text(value), "machine": value.isoformat()} if value else None
