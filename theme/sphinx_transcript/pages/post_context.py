"""The post context: terms, neighbours, related posts and referring documents of one post."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sphinx_transcript.node_text.plain_title import document_title
from sphinx_transcript.pages.generated.page_plan import term_page
from sphinx_transcript.pages.site_addresses import address_on_page
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.records.cross_references import referring_documents
from sphinx_transcript.records.post_files import listing_commands
from sphinx_transcript.theme.active import is_theme_active

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx

    from sphinx_transcript.blog.taxonomy import Term, TermKind
    from sphinx_transcript.post.record import Post


@dataclass(frozen=True, slots=True)
class TermLink:
    """A term of a post, and the target of the link to it."""

    name: str
    pagename: str | None
    """The generated page of the term; None if it has none."""
    url: str = ""
    """The author's own URL as seen from the page, for a link where the author has no page."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The next newer or older post."""

    relation: Literal["newer", "older"]
    post: Post
    kind: TermKind | None = None
    """The taxonomy of the term that both posts have; None for neighbours in the whole blog."""
    within: str = ""
    """The name of that term, such as a series; empty for neighbours in the whole blog."""


@dataclass(frozen=True, slots=True)
class ReferringDocument:
    """A document that links to a post."""

    docname: str
    title: str


@dataclass(frozen=True, slots=True)
class PostContext:
    """What the page of a post shows about the rest of the blog."""

    tags: tuple[TermLink, ...]
    categories: tuple[TermLink, ...]
    authors: tuple[TermLink, ...]
    series: TermLink | None
    part: int
    """The number of the post in its series, from 1; 0 if it has none."""
    parts: int
    """The number of posts in the series; 0 if the post has none."""
    neighbours: tuple[Neighbour, ...]
    neighbours_command: str | None
    """The command that lists the post and its neighbours in the whole blog, if one holds."""
    related: tuple[Post, ...]
    referring: tuple[ReferringDocument, ...]


def post_context(app: Sphinx, post: Post) -> PostContext:
    """Return the context of *post*. It is computed anew in each call."""
    blog = blog_domain(app.env).blog
    series = next(iter(blog.terms_of("series", post)), None)
    neighbours = tuple(_neighbours(app, post))
    referring = tuple(documents_referring_to(app, post))
    return PostContext(
        tags=_term_links(app, "tag", post),
        categories=_term_links(app, "category", post),
        authors=_term_links(app, "author", post),
        series=next(iter(_term_links(app, "series", post)), None),
        part=blog.part(post.docname, series) if series else 0,
        parts=len(series.posts) if series else 0,
        neighbours=neighbours,
        neighbours_command=_neighbours_command(app, post),
        related=_related(app, post, neighbours, referring),
        referring=referring,
    )


def related_posts(app: Sphinx, post: Post) -> tuple[Post, ...]:
    """Return the related posts of *post*, as in its context."""
    return _related(app, post, _neighbours(app, post), documents_referring_to(app, post))


def _related(
    app: Sphinx,
    post: Post,
    neighbours: Iterable[Neighbour],
    referring: Iterable[ReferringDocument],
) -> tuple[Post, ...]:
    # A post that the page shows as a neighbour or a referring document is not related as well.
    shown = {each.post.docname for each in neighbours} | {each.docname for each in referring}
    count = app.config.transcript_related
    if not count:
        return ()
    related = blog_domain(app.env).blog.related(post.docname, count + len(shown))
    return tuple(other for other in related if other.docname not in shown)[:count]


def _term_links(app: Sphinx, kind: TermKind, post: Post) -> tuple[TermLink, ...]:
    blog = blog_domain(app.env).blog
    if post.is_unlisted:
        # A term that only unlisted posts have has no page, so none of these is a link.
        given = {"tag": post.tags, "category": post.categories, "author": post.authors}
        names = given.get(kind, (post.series,) if post.series else ())
        return tuple(TermLink(blog.authors.name_of(post.label(name)), None) for name in names)
    return tuple(_term_link(app, post, term) for term in blog.terms_of(kind, post))


def _term_link(app: Sphinx, post: Post, term: Term) -> TermLink:
    url = ""
    if term.kind == "author":
        author = blog_domain(app.env).blog.authors.author(term.name)
        url = address_on_page(app, post.docname, author.url)
    return TermLink(term.label, term_page(app, term), url)


def _neighbours(app: Sphinx, post: Post) -> Iterator[Neighbour]:
    """Yield the neighbours of *post* in the whole blog, in its series and in its categories.

    ``transcript_neighbours`` says which of the two taxonomies are taken into account.
    """
    blog = blog_domain(app.env).blog
    seen: set[tuple[str, tuple[str | None, ...]]] = set()
    groups: list[Term | None] = [None]
    for kind in ("series", "category"):
        if kind in app.config.transcript_neighbours:
            groups += blog.terms_of(kind, post)
    for within in groups:
        newer, older = blog.neighbours(post.docname, within)
        pair = tuple(each.docname if each else None for each in (newer, older))
        # A series and a category of the same name may have the same posts.
        if within and (within.slug, pair) in seen:
            continue
        seen.add((within.slug if within else "", pair))
        kind_of_group = within.kind if within else None
        name = within.label if within else ""
        if newer:
            yield Neighbour("newer", newer, kind_of_group, name)
        if older:
            yield Neighbour("older", older, kind_of_group, name)


def _neighbours_command(app: Sphinx, post: Post) -> str | None:
    if not is_theme_active(app) or post.is_unlisted:
        return None
    newer, older = blog_domain(app.env).blog.neighbours(post.docname)
    wanted = [each.source for each in (newer, post, older) if each]
    return listing_commands(app).neighbours_command(post.source, wanted)


def documents_referring_to(app: Sphinx, post: Post) -> Iterator[ReferringDocument]:
    """Yield the documents that link to *post*: posts from newest to oldest, then other documents.

    Unlisted posts are left out, and an unlisted *post* has no referring documents.
    """
    env = app.env
    blog = blog_domain(env).blog
    names = [
        name
        for name in referring_documents(app).get(post.docname, ())
        if name not in blog.unlisted and not post.is_unlisted
    ]
    posts = [other for name in names if (other := blog.post(name))]
    posts.sort(key=lambda other: (-other.stamp, other.docname))
    yield from (ReferringDocument(other.docname, other.title) for other in posts)
    for name in names:
        if blog.post(name) is None:
            yield ReferringDocument(name, document_title(env, name))
