"""The blog as its posts make it: order, neighbours, terms, related posts. Derived, never stored."""

from __future__ import annotations

import os
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_transcript.people import People
from sphinx_transcript.taxonomy import KINDS, Kind, Term, names_of, term_slug, terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_transcript.listing import Listing, Sort
    from sphinx_transcript.post import Post

_NEAREST = 30
"""Of each tag, so many posts to either side in time can be related to a post."""


class Blog:
    """All posts of one build that have a page."""

    def __init__(self, posts: Iterable[Post], people: People | None = None) -> None:
        self.people = people or People()
        given = tuple(posts)
        self.posts: tuple[Post, ...] = sort_posts(
            (post for post in given if not post.is_unlisted), "-date"
        )
        """Newest first; posts of one second in the order of their paths, as ``ls -t`` has them.

        Unlisted posts are none of them.
        """
        self._positions: dict[tuple[Kind, str], tuple[int, ...]] = {}
        self._parts: dict[str, tuple[Post, ...]] = {}
        self._selected: dict[Listing, tuple[Post, ...]] = {}
        self.unlisted: dict[str, Post] = {post.docname: post for post in given if post.is_unlisted}

    @cached_property
    def _position(self) -> dict[str, int]:
        return {post.docname: index for index, post in enumerate(self.posts)}

    def post(self, docname: str) -> Post | None:
        """Return the post that is the document *docname*, listed or not; or None."""
        index = self._position.get(docname)
        return self.unlisted.get(docname) if index is None else self.posts[index]

    def neighbours(
        self, docname: str, within: Term | None = None
    ) -> tuple[Post | None, Post | None]:
        """Return the posts next newer and next older than the post *docname*.

        They are looked for among the posts of the term *within*; among all where it is None.
        """
        if docname in self.unlisted:
            return None, None
        index = self._position[docname]
        posts = self.posts
        if within is not None and within.kind == "series":
            posts = self.parts(within)[::-1]
            index = len(posts) - self.part(docname, within)
        elif within is not None:
            posts, index = within.posts, self.place(docname, within)
        newer = posts[index - 1] if index > 0 else None
        older = posts[index + 1] if index + 1 < len(posts) else None
        return newer, older

    def place(self, docname: str, term: Term) -> int:
        """Return the index of the post *docname* among the posts of *term*; KeyError for others."""
        positions, position = self._positions_of(term), self._position[docname]
        at = bisect_left(positions, position)
        if positions[at : at + 1] != (position,):
            raise KeyError(docname)
        return at

    def parts(self, series: Term) -> tuple[Post, ...]:
        """Return the posts of *series* from the first on; those of one day by their paths."""
        if series.slug not in self._parts:
            self._parts[series.slug] = sort_posts(series.posts, "part")
        return self._parts[series.slug]

    def part(self, docname: str, series: Term) -> int:
        """Return which part of *series* the post *docname* is, from 1; KeyError for others."""
        for number, post in enumerate(self.parts(series), start=1):
            if post.docname == docname:
                return number
        raise KeyError(docname)

    @cached_property
    def taxonomies(self) -> dict[Kind, dict[str, Term]]:
        """The terms of each kind, by slug."""
        return {
            kind: terms(kind, self.posts, self.people.name_of if kind == "author" else str)
            for kind in KINDS
        }

    @cached_property
    def years(self) -> dict[int, tuple[Post, ...]]:
        """The posts of each year that has any, newest first."""
        years: dict[int, list[Post]] = {}
        for post in self.posts:
            if post.date:
                years.setdefault(post.date.year, []).append(post)
        return {year: tuple(posts) for year, posts in years.items()}

    @cached_property
    def ids(self) -> dict[str, str]:
        """The post that has each id which front matter gives: the first one by docname."""
        owners: dict[str, str] = {}
        for post in sorted(self.posts, key=lambda post: post.docname):
            if post.id:
                owners.setdefault(post.id, post.docname)
        return owners

    def slug_of(self, kind: Kind, name: str) -> str:
        """Return the slug of the term that *name* means."""
        return term_slug(self.people.name_of(name) if kind == "author" else name)

    def term(self, kind: Kind, name: str) -> Term | None:
        """Return the term of *kind* that *name* means; None where no post has it."""
        return self.taxonomies[kind].get(self.slug_of(kind, name))

    def terms_of(self, kind: Kind, post: Post) -> tuple[Term, ...]:
        """Return the terms of *kind* that *post* has, in its order; none for an unlisted post."""
        if post.is_unlisted:
            return ()
        found = {self.slug_of(kind, name): None for name in names_of(kind, post)}
        return tuple(self.taxonomies[kind][slug] for slug in found)

    def select(self, listing: Listing) -> tuple[Post, ...]:
        """Return the posts that *listing* shows, in its order; pinned ones first if it says so."""
        if listing not in self._selected:
            self._selected[listing] = self._select(listing) if listing.is_sound else ()
        return self._selected[listing]

    def _select(self, listing: Listing) -> tuple[Post, ...]:
        found: Iterable[Post] = self.posts
        for kind, names in listing.wanted:
            having = {
                post.docname
                for name in names
                if (term := self.term(kind, name))
                for post in term.posts
            }
            found = [post for post in found if post.docname in having]
        if listing.years:
            found = [post for post in found if post.date and post.date.year in listing.years]
        in_order: Iterable[Post] = sort_posts(found, listing.sort)
        if listing.pinned_first and not listing.group_by:
            in_order = sorted(in_order, key=lambda post: not post.is_pinned)
        return tuple(in_order)[: listing.limit]

    def related(self, docname: str, count: int) -> tuple[Post, ...]:
        """Return the *count* posts that share the most with the post *docname*.

        A tag that two posts share counts the more the fewer posts have it; the newer post comes
        first where two share as much.
        """
        post = self.post(docname)
        if post is None or post.is_unlisted or count < 1:
            return ()
        scores: dict[int, float] = {}
        for term in self.terms_of("tag", post):
            share = 1 / len(term.posts)
            for position in self._near(term, self._position[docname]):
                scores[position] = scores.get(position, 0.0) + share
        scores.pop(self._position[docname], None)
        # Sums of the same fractions in another order must not tell two posts apart.
        best = sorted((-round(score, 9), position) for position, score in scores.items())
        return tuple(self.posts[position] for _, position in best[:count])

    def _positions_of(self, term: Term) -> tuple[int, ...]:
        """Return the positions of the posts of *term* among all, which ascend."""
        found = self._positions.get((term.kind, term.slug))
        if found is None:
            found = tuple(self._position[post.docname] for post in term.posts)
            self._positions[term.kind, term.slug] = found
        return found

    def _near(self, term: Term, position: int) -> Iterable[int]:
        """Return the positions of the posts of *term* that are near *position*, itself included."""
        positions = self._positions_of(term)
        at = bisect_left(positions, position)
        # All of a common tag's posts, for each of its posts, would be a square of their number.
        return positions[max(at - _NEAREST, 0) : at + _NEAREST + 1]


def sort_posts(posts: Iterable[Post], sort: Sort) -> tuple[Post, ...]:
    """Return *posts* in the order *sort*; ties are broken as ``ls`` breaks them, by path."""
    if sort == "part":
        return tuple(sorted(posts, key=lambda post: (post.stamp, os.fsencode(post.source))))
    by_date = sorted(posts, key=lambda post: (-post.stamp, os.fsencode(post.source)))
    if sort == "date":
        by_date.reverse()
    elif sort == "title":
        by_date.sort(key=lambda post: (post.title.casefold(), os.fsencode(post.source)))
    elif sort == "updated":
        by_date.sort(key=lambda post: post.changed_stamp, reverse=True)
    return tuple(by_date)
