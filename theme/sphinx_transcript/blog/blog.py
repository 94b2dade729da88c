"""The blog, computed from its posts: order, neighbours, terms, listings, related posts."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_transcript.blog.authors import Authors
from sphinx_transcript.blog.taxonomy import (
    TERM_KINDS,
    Term,
    TermKind,
    names_given,
    term_slug,
    terms,
)
from sphinx_transcript.post.sorting import sort_posts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_transcript.blog.listing import Listing
    from sphinx_transcript.post.record import Post

_RELATED_WINDOW = 30
"""The number of newer and of older posts of each tag that can be related to a post."""


class Blog:
    """All posts that have a page in a build."""

    def __init__(
        self,
        posts: Iterable[Post],
        authors: Authors | None = None,
        *,
        has_ablog_folders: bool = False,
    ) -> None:
        self.authors = authors or Authors()
        self._has_ablog_folders = has_ablog_folders
        all_posts = tuple(posts)
        self.posts: tuple[Post, ...] = sort_posts(
            (post for post in all_posts if not post.is_unlisted), "-date"
        )
        """The listed posts, newest first; posts with the same time by path, as in ``ls -t``."""
        self._positions: dict[tuple[TermKind, str], tuple[int, ...]] = {}
        self._parts: dict[str, tuple[Post, ...]] = {}
        self._numbers: dict[str, dict[str, int]] = {}
        self._selections: dict[Listing, tuple[Post, ...]] = {}
        self.unlisted: dict[str, Post] = {
            post.docname: post for post in all_posts if post.is_unlisted
        }

    @cached_property
    def _position(self) -> dict[str, int]:
        return {post.docname: index for index, post in enumerate(self.posts)}

    def with_posts(self, posts: Iterable[Post]) -> Blog:
        """Return another blog of the same site, with these *posts*."""
        return Blog(posts, self.authors, has_ablog_folders=self._has_ablog_folders)

    @property
    def by_docname(self) -> dict[str, Post]:
        """All posts, listed or unlisted, by docname."""
        return {**{post.docname: post for post in self.posts}, **self.unlisted}

    def post(self, docname: str) -> Post | None:
        """Return the post with the *docname*, listed or unlisted, or None."""
        index = self._position.get(docname)
        return self.unlisted.get(docname) if index is None else self.posts[index]

    def neighbours(
        self, docname: str, within: Term | None = None
    ) -> tuple[Post | None, Post | None]:
        """Return the next newer and the next older post of the post *docname*.

        They are neighbours among the posts of the term *within*, or among all posts.
        An unlisted post has none.
        Raises KeyError where *docname* is no post, or no post of *within*.
        """
        if docname in self.unlisted:
            return None, None
        index = self._position[docname]
        posts = self.posts
        if within is not None and within.kind == "series":
            posts, part = self.parts(within), self.part(docname, within)
            return (
                posts[part] if part < len(posts) else None,
                posts[part - 2] if part > 1 else None,
            )
        if within is not None:
            posts, index = within.posts, self.index_in(docname, within)
        newer = posts[index - 1] if index > 0 else None
        older = posts[index + 1] if index + 1 < len(posts) else None
        return newer, older

    def index_in(self, docname: str, term: Term) -> int:
        """Return the index of the post *docname* among the posts of *term*. Raises KeyError."""
        positions, position = self._positions_of(term), self._position[docname]
        at = bisect_left(positions, position)
        if positions[at : at + 1] != (position,):
            raise KeyError(docname)
        return at

    def parts(self, series: Term) -> tuple[Post, ...]:
        """Return the posts of *series*, oldest first; posts with the same time by path."""
        if series.slug not in self._parts:
            self._parts[series.slug] = sort_posts(series.posts, "part")
        return self._parts[series.slug]

    def part(self, docname: str, series: Term) -> int:
        """Return the number, from 1, of the post *docname* in *series*. Raises KeyError."""
        if series.slug not in self._numbers:
            numbered = enumerate(self.parts(series), start=1)
            self._numbers[series.slug] = {post.docname: number for number, post in numbered}
        return self._numbers[series.slug][docname]

    @cached_property
    def taxonomies(self) -> dict[TermKind, dict[str, Term]]:
        """The terms of each kind, by slug."""
        return {
            kind: terms(
                kind,
                self.posts,
                self.authors.name_of if kind == "author" else str,
                has_ablog_folders=self._has_ablog_folders,
            )
            for kind in TERM_KINDS
        }

    @cached_property
    def years(self) -> dict[int, tuple[Post, ...]]:
        """The posts of each year, newest first, without undated posts."""
        years: dict[int, list[Post]] = {}
        for post in self.posts:
            if post.date:
                years.setdefault(post.date.year, []).append(post)
        return {year: tuple(posts) for year, posts in years.items()}

    @cached_property
    def ids(self) -> dict[str, str]:
        """The docname of the post with each id in front matter; the first docname of several."""
        owners: dict[str, str] = {}
        for post in sorted(self.posts, key=lambda post: post.docname):
            if post.id:
                owners.setdefault(post.id, post.docname)
        return owners

    def slug_of(self, kind: TermKind, name: str) -> str:
        """Return the slug of the term *name*, which may be the key of an author."""
        return term_slug(self.authors.name_of(name) if kind == "author" else name)

    def term(self, kind: TermKind, name: str) -> Term | None:
        """Return the term *name* of *kind*, or None where no post has it.

        *name* is the name in front matter, or its translation.
        """
        slug = self.slug_of(kind, name)
        return self.taxonomies[kind].get(slug) or self._translated_terms.get((kind, slug))

    @cached_property
    def _translated_terms(self) -> dict[tuple[TermKind, str], Term]:
        """The terms with a translation, by the slug of the translation."""
        return {
            (kind, term_slug(term.translation)): term
            for kind in TERM_KINDS
            for term in self.taxonomies[kind].values()
            if term.translation
        }

    def terms_of(self, kind: TermKind, post: Post) -> tuple[Term, ...]:
        """Return the terms of *kind* of *post*, in its order; none for an unlisted post."""
        if post.is_unlisted:
            return ()
        slugs = {self.slug_of(kind, name): None for name in names_given(kind, post)}
        return tuple(self.taxonomies[kind][slug] for slug in slugs)

    def select(self, listing: Listing) -> tuple[Post, ...]:
        """Return the posts of *listing*, in its order."""
        if listing not in self._selections:
            self._selections[listing] = self._select(listing) if listing.is_sound else ()
        return self._selections[listing]

    def _select(self, listing: Listing) -> tuple[Post, ...]:
        found: Iterable[Post] = self.posts
        if listing.required_terms:
            # Only the posts of terms are looked at: a site may have a listing for each term.
            wanted = [
                {
                    position
                    for name in names
                    if (term := self.term(kind, name))
                    for position in self._positions_of(term)
                }
                for kind, names in listing.required_terms
            ]
            found = [self.posts[position] for position in sorted(set.intersection(*wanted))]
        if listing.years:
            found = [post for post in found if post.date and post.date.year in listing.years]
        in_order: Iterable[Post] = sort_posts(found, listing.sort)
        if listing.pinned_first and not listing.group_by:
            in_order = sorted(in_order, key=lambda post: not post.is_pinned)
        return tuple(in_order)[: listing.limit]

    def related(self, docname: str, count: int) -> tuple[Post, ...]:
        """Return at most *count* posts that share tags with the post *docname*, best match first.

        A shared tag adds 1 / (number of posts with the tag) to the score. Of posts with equal
        scores, the newer one comes first.
        """
        post = self.post(docname)
        if post is None or post.is_unlisted or count < 1:
            return ()
        scores: dict[int, float] = {}
        for term in self.terms_of("tag", post):
            weight = 1 / len(term.posts)
            for position in self._near(term, self._position[docname]):
                scores[position] = scores.get(position, 0.0) + weight
        scores.pop(self._position[docname], None)
        positions: dict[float, list[int]] = {}
        for position, score in scores.items():
            positions.setdefault(score, []).append(position)
        # Rounded, because sums of the same fractions in another order may differ.
        rounded: dict[float, list[int]] = {}
        for score, found in positions.items():
            rounded.setdefault(round(score, 9), []).extend(found)
        best: list[int] = []
        for score in sorted(rounded, reverse=True):
            best += sorted(rounded[score])
            if len(best) >= count:
                break
        return tuple(self.posts[position] for position in best[:count])

    def _positions_of(self, term: Term) -> tuple[int, ...]:
        """Return the indices of the posts of *term* in `posts`, in ascending order."""
        found = self._positions.get((term.kind, term.slug))
        if found is None:
            found = tuple(self._position[post.docname] for post in term.posts)
            self._positions[term.kind, term.slug] = found
        return found

    def _near(self, term: Term, position: int) -> Iterable[int]:
        """Return the indices of posts of *term* around *position*, which is one of them."""
        positions = self._positions_of(term)
        at = bisect_left(positions, position)
        # All posts of a common tag, for each of its posts, would take quadratic time.
        return positions[max(at - _RELATED_WINDOW, 0) : at + _RELATED_WINDOW + 1]
