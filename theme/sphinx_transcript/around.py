"""What a post's page shows of the blog around it: terms, neighbours, related posts, references."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sphinx_transcript.domain import blog_domain
from sphinx_transcript.generated.plan import term_page
from sphinx_transcript.links import referring
from sphinx_transcript.post_files import post_files
from sphinx_transcript.theme.active import in_use

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from sphinx_transcript.post import Post
    from sphinx_transcript.taxonomy import Kind, Term


@dataclass(frozen=True, slots=True)
class Name:
    """A tag, category, author or series as a post's page names it."""

    name: str
    pagename: str | None
    """The page of its posts, where there is one."""
    url: str = ""
    """An author's own address, where there is no page."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A post next to another in time."""

    relation: Literal["newer", "older"]
    post: Post
    kind: Kind | None = None
    within: str = ""
    """The category or series that both are in, of that kind; empty for the whole blog."""


@dataclass(frozen=True, slots=True)
class Document:
    """A page that refers to a post."""

    docname: str
    title: str


@dataclass(frozen=True, slots=True)
class Around:
    """All that the page of one post shows of others."""

    tags: tuple[Name, ...]
    categories: tuple[Name, ...]
    authors: tuple[Name, ...]
    series: Name | None
    part: int
    """Which part of its series the post is, from 1."""
    parts: int
    neighbours: tuple[Neighbour, ...]
    neighbours_command: str | None
    related: tuple[Post, ...]
    referring: tuple[Document, ...]


def around(app: Sphinx, post: Post) -> Around:
    """Return what the page of *post* shows of others."""
    blog = blog_domain(app.env).blog
    series = next(iter(blog.terms_of("series", post)), None)
    neighbours = tuple(_neighbours(app, post))
    referring = tuple(_referring(app, post))
    # What stands there for another reason needs not be named again.
    shown = {each.post.docname for each in neighbours} | {each.docname for each in referring}
    count = app.config.transcript_related
    related = blog.related(post.docname, count + len(shown)) if count else ()
    return Around(
        tags=_names(app, "tag", post),
        categories=_names(app, "category", post),
        authors=_names(app, "author", post),
        series=next(iter(_names(app, "series", post)), None),
        part=blog.part(post.docname, series) if series else 0,
        parts=len(series.posts) if series else 0,
        neighbours=neighbours,
        neighbours_command=_neighbours_command(app, post),
        related=tuple(other for other in related if other.docname not in shown)[:count],
        referring=referring,
    )


def _names(app: Sphinx, kind: Kind, post: Post) -> tuple[Name, ...]:
    blog = blog_domain(app.env).blog
    if post.is_unlisted:
        # Its names may be those of no listed post, which have no page.
        given = {"tag": post.tags, "category": post.categories, "author": post.authors}
        names = given.get(kind, (post.series,) if post.series else ())
        return tuple(Name(blog.people.name_of(name), None) for name in names)
    return tuple(_name(app, term) for term in blog.terms_of(kind, post))


def _name(app: Sphinx, term: Term) -> Name:
    url = ""
    if term.kind == "author":
        url = blog_domain(app.env).blog.people.author(term.name).url
    return Name(term.name, term_page(app, term), url)


def _neighbours(app: Sphinx, post: Post) -> Iterator[Neighbour]:
    blog = blog_domain(app.env).blog
    seen: list[tuple[str, tuple[Post | None, Post | None]]] = []
    groups: list[Term | None] = [None]
    for kind in ("series", "category"):
        if kind in app.config.transcript_neighbours:
            groups += blog.terms_of(kind, post)
    for within in groups:
        newer, older = around_here = blog.neighbours(post.docname, within)
        # A series and a category of one name may well be the same posts.
        if within and (within.slug, around_here) in seen:
            continue
        seen.append((within.slug if within else "", around_here))
        group = within.kind if within else None
        name = within.name if within else ""
        if newer:
            yield Neighbour("newer", newer, group, name)
        if older:
            yield Neighbour("older", older, group, name)


def _neighbours_command(app: Sphinx, post: Post) -> str | None:
    if not in_use(app) or post.is_unlisted:
        return None
    newer, older = blog_domain(app.env).blog.neighbours(post.docname)
    wanted = [each.source for each in (newer, post, older) if each]
    return post_files(app).neighbours_command(post.source, wanted)


def _referring(app: Sphinx, post: Post) -> Iterator[Document]:
    """Yield what refers to *post*: posts from the newest to the oldest, then other pages."""
    env = app.env
    blog = blog_domain(env).blog
    names = [
        name
        for name in referring(app).get(post.docname, ())
        if name not in blog.unlisted and not post.is_unlisted
    ]
    posts = [other for name in names if (other := blog.post(name))]
    posts.sort(key=lambda other: (-other.stamp, other.docname))
    yield from (Document(other.docname, other.title) for other in posts)
    for name in names:
        if blog.post(name) is None:
            yield Document(name, env.titles[name].astext())
