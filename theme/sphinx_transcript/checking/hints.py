"""What a build has no reason to warn of, and an author wants to know."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_transcript.nearest import nearest
from sphinx_transcript.titles import normal_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_transcript.card import Card
    from sphinx_transcript.front_matter import Field
    from sphinx_transcript.taxonomy import Term

# Of shorter names, too many look like others.
_SHORTEST = 4
_DIGITS = re.compile(r"\d+")
_KEYS = {
    "tag": ("tags",),
    "category": ("categories", "category"),
    "author": ("authors", "author"),
    "series": ("series",),
}


@dataclass(frozen=True, slots=True)
class PostFacts:
    """What hints about a post are made from."""

    docname: str
    source: str
    """The path of its file from the source folder."""
    title: str
    card: Card
    fields: Mapping[str, Field]


@dataclass(frozen=True, slots=True)
class Hint:
    """One of them."""

    docname: str
    line: int
    """Line in the post's file, from 1."""
    code: str
    message: str


def hints_of_posts(posts: Iterable[PostFacts]) -> Iterator[Hint]:
    """Yield what there is to say of each of *posts* by itself, and of those with one title."""
    first: dict[str, PostFacts] = {}
    for post in posts:
        if not post.card.description:
            message = "no description; feeds and search engines show how the post begins"
            yield Hint(post.docname, 1, "check.description", message)
        card = post.card
        if card.updated_stamp is not None and card.date and card.updated_stamp < card.stamp:
            message = f"updated: {card.updated} is before the date, {card.date}"
            yield Hint(post.docname, _line(post, "updated"), "check.date", message)
        other = first.setdefault(normal_title(post.title), post)
        if other is not post:
            message = f"the title {post.title!r} is also that of {other.source}"
            yield Hint(post.docname, _line(post, "title"), "check.title", message)


def hints_of_terms(terms: Mapping[str, Term], posts: Mapping[str, PostFacts]) -> Iterator[Hint]:
    """Yield which of *terms*, all of one kind, are one post's alone and look like another.

    Of two that are both one post's, the later one in the order of the alphabet is told of. Names
    that differ in a number alone are no mistake.
    """
    counts = {term.name: len(term.posts) for term in terms.values()}
    for term in terms.values():
        if len(term.posts) > 1 or len(term.name) < _SHORTEST:
            continue
        others = [
            name
            for name, count in counts.items()
            if name != term.name and (count > 1 or name < term.name) and _is_alike(name, term.name)
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
            yield Hint(docname, _line(post, *_KEYS[term.kind]), "check.similar", message)


def _is_alike(name: str, other: str) -> bool:
    """Tell whether it is worth to look at two names more closely, which takes its time."""
    one, two = name.casefold(), other.casefold()
    return (
        abs(len(one) - len(two)) <= 2
        and (one[0] == two[0] or one[-1] == two[-1])
        and _DIGITS.sub("0", one) != _DIGITS.sub("0", two)
    )


def _line(post: PostFacts, *keys: str) -> int:
    return next((post.fields[key].line for key in keys if key in post.fields), 1)
