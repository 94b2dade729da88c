"""Hints: what a build does not warn of, but an author may want to change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_transcript.post.title_text import normalized_title
from sphinx_transcript.support.nearest_name import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sphinx_transcript.blog.taxonomy import Term
    from sphinx_transcript.post.front_matter import Field
    from sphinx_transcript.post.metadata import PostMetadata

# Shorter names are too often similar to another.
_MIN_LENGTH = 4
_NEIGHBOURS = 50
"""How many names before and behind a name, in each order, are compared with it."""
_DIGITS = re.compile(r"\d+")
_FRONT_MATTER_KEYS = {
    "tag": ("tags",),
    "category": ("categories", "category"),
    "author": ("authors", "author"),
    "series": ("series",),
}


@dataclass(frozen=True, slots=True)
class CheckedPost:
    """What the hints about a post are derived from."""

    docname: str
    source: str
    """The path of its source file, from the source folder."""
    title: str
    metadata: PostMetadata
    read_fields: Callable[[], Mapping[str, Field]]
    """Returns its front matter, which only the posts with a hint need."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A hint about one post."""

    docname: str
    line: int
    """Line in the post's file, from 1."""
    code: str
    message: str


def post_hints(posts: Iterable[CheckedPost]) -> Iterator[Hint]:
    """Yield hints about the description, the dates and the title of each of *posts*."""
    first_with_title: dict[str, CheckedPost] = {}
    for post in posts:
        metadata = post.metadata
        if not metadata.description:
            message = "no description; feeds and search engines show how the post begins"
            yield Hint(post.docname, 1, "check.description", message)
        updated_stamp = metadata.updated_stamp
        if updated_stamp is not None and metadata.date and updated_stamp < metadata.stamp:
            message = f"updated: {metadata.updated} is before the date, {metadata.date}"
            yield Hint(post.docname, _line(post, "updated"), "check.date", message)
        other = first_with_title.setdefault(normalized_title(post.title), post)
        if other is not post:
            message = f"the title {post.title!r} is also that of {other.source}"
            yield Hint(post.docname, _line(post, "title"), "check.title", message)


def term_hints(terms: Mapping[str, Term], posts: Mapping[str, CheckedPost]) -> Iterator[Hint]:
    """Yield a hint for each of *terms* that only one post has and that is similar to another.

    All *terms* are of one kind. If only one post has the other term too, the hint is about the
    one that comes later in the alphabet. Names that differ only in numbers are not mistaken.
    """
    counts = {term.name: len(term.posts) for term in terms.values()}
    neighbours = _Neighbours(counts)
    for term in terms.values():
        if len(term.posts) > 1 or len(term.name) < _MIN_LENGTH:
            continue
        others = [
            name
            for name in neighbours.of(term.name)
            if (counts[name] > 1 or name < term.name) and _may_be_similar(name, term.name)
        ]
        meant = nearest(term.name, others)
        docname = term.posts[0].docname
        if meant and docname in posts:
            post = posts[docname]
            number = "1 post has" if counts[meant] == 1 else f"{counts[meant]} posts have"
            message = (
                f"the {term.kind} {term.name!r} is this post's alone; "
                f"did you mean {meant!r}? ({number} that)"
            )
            yield Hint(
                docname, _line(post, *_FRONT_MATTER_KEYS[term.kind]), "check.similar", message
            )


class _Neighbours:
    """The names near each name, in the order of the alphabet, and in that of their ends.

    To compare all names with all others would take quadratic time. Similar names begin or end in
    the same way; in a site with few names, these are all with the same first or last letter.
    """

    def __init__(self, names: Iterable[str]) -> None:
        folded = {name: name.casefold() for name in names}
        by_start = sorted(folded, key=lambda name: (folded[name], name))
        by_end = sorted(folded, key=lambda name: (folded[name][::-1], name))
        self._orders = [
            (order, {name: at for at, name in enumerate(order)}) for order in (by_start, by_end)
        ]

    def of(self, name: str) -> Iterator[str]:
        """Yield the neighbours of *name*, each once."""
        found: set[str] = {name}
        for order, position in self._orders:
            at = position[name]
            near = order[max(at - _NEIGHBOURS, 0) : at + _NEIGHBOURS + 1]
            yield from (each for each in near if each not in found)
            found.update(near)


def _may_be_similar(name: str, other: str) -> bool:
    """Tell whether two names may be similar, by tests that are faster than `nearest`."""
    first, second = name.casefold(), other.casefold()
    return (
        abs(len(first) - len(second)) <= 2
        and (first[0] == second[0] or first[-1] == second[-1])
        and _DIGITS.sub("0", first) != _DIGITS.sub("0", second)
    )


def _line(post: CheckedPost, *keys: str) -> int:
    """Return the line of the first of *keys* that the front matter has, or 1."""
    fields = post.read_fields()
    return next((fields[key].line for key in keys if key in fields), 1)
