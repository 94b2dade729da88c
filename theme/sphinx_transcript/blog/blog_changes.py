"""What changes with posts that are added, changed or removed: terms, neighbours, related posts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_transcript.blog.taxonomy import TERM_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_transcript.blog.blog import Blog
    from sphinx_transcript.blog.taxonomy import Term, TermKind
    from sphinx_transcript.post.record import Post

    TermKey = tuple[TermKind, str]


@dataclass(frozen=True, slots=True)
class BlogChanges:
    """The differences of two blogs, and whom they can concern."""

    changed: frozenset[str]
    """The docnames of posts that were added, removed, or have another record."""
    reached: frozenset[str]
    """These, and the posts whose terms, series, neighbours or related posts can be others."""
    weighed: frozenset[str]
    """Those of them of which only the related posts can be others."""
    terms: frozenset[TermKey]
    """The kind and slug of each term whose posts or whose name can be others."""
    years: frozenset[int]
    """The years whose posts can be others."""


def blog_changes(before: Blog, after: Blog) -> BlogChanges:
    """Return what can be different *after*, compared with the blog *before*.

    All that is in neither of the sets is the same in both blogs.
    """
    old, new = before.by_docname, after.by_docname
    changed = {name for name in old.keys() | new.keys() if _differs(old.get(name), new.get(name))}
    reached = set(changed)
    terms: set[TermKey] = set()
    years: set[int] = set()
    for blog in (before, after):
        for name in changed:
            post = blog.post(name)
            if post is None:
                continue
            if post.date:
                years.add(post.date.year)
            groups: list[Term | None] = [None]
            for kind in TERM_KINDS:
                of_kind = blog.terms_of(kind, post)
                terms.update((kind, term.slug) for term in of_kind)
                if kind in {"category", "series"}:
                    groups += of_kind
            for group in groups:
                reached.update(each.docname for each in blog.neighbours(name, group) if each)
    # The number and order of the parts of a series, and the weight of a tag, concern all posts.
    renamed = set(_renamed_terms(before, after))
    whole = {key for key in terms if key[0] == "series"} | renamed
    reached.update(_posts_of(whole, before, after))
    weighed = _posts_of({key for key in terms if key[0] == "tag"}, before, after) - reached
    return BlogChanges(
        frozenset(changed),
        frozenset(reached | weighed),
        frozenset(weighed),
        frozenset(terms | renamed),
        frozenset(years),
    )


def _posts_of(terms: Iterable[TermKey], *blogs: Blog) -> set[str]:
    """Return the docnames of the posts that have one of *terms* in one of *blogs*."""
    return {
        post.docname
        for kind, slug in terms
        for blog in blogs
        if (term := blog.taxonomies[kind].get(slug))
        for post in term.posts
    }


def _differs(one: Post | None, other: Post | None) -> bool:
    # Most records are those that the last build has saved, and comparing them takes longer.
    return one is not other and one != other


def _renamed_terms(before: Blog, after: Blog) -> Iterator[TermKey]:
    """Yield the terms that one of the blogs alone has, or that have another name or page."""
    for kind in TERM_KINDS:
        old, new = before.taxonomies[kind], after.taxonomies[kind]
        for slug in old.keys() | new.keys():
            if _shown(old.get(slug)) != _shown(new.get(slug)):
                yield kind, slug


def _shown(term: Term | None) -> tuple[str, str, str] | None:
    return (term.name, term.label, term.pagename) if term else None
