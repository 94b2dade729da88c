"""Names that posts share: tags, categories, authors and series, and the addresses they have."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx_transcript.post import Post

Kind = Literal["tag", "category", "author", "series"]
KINDS: tuple[Kind, ...] = ("tag", "category", "author", "series")

_LONGEST = 60
_BLANKS = re.compile(r"[\s-]+")


@dataclass(frozen=True, slots=True)
class Term:
    """One tag, category, author or series."""

    kind: Kind
    slug: str
    """Its name in addresses; one term has one slug, whatever other terms there are."""
    name: str
    posts: tuple[Post, ...]
    """Newest first."""

    @property
    def pagename(self) -> str:
        """Return the name of its page."""
        return f"{self.kind}/{self.slug}/index"


@lru_cache(maxsize=4096)
def term_slug(name: str) -> str:
    """Return the slug of the term *name*: lower case, with ``-`` for white space.

    Names that differ only in case, in white space or in hyphens for it have one slug. Letters and
    digits of all scripts are kept. A name with any other sign, or a long one, has a digest at the
    end in their place, so that it shares its slug with no other name.
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())
    plain = _BLANKS.sub("-", folded.strip())
    kept = "".join(
        char for char in plain if char in "-_." or unicodedata.category(char)[0] in "LNM"
    )
    kept = _BLANKS.sub("-", kept).strip("-.")
    if kept == plain and len(kept.encode()) <= _LONGEST:
        return kept
    digest = hashlib.blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    start = kept.encode()[:_LONGEST].decode("utf-8", "ignore").strip("-.")
    return f"{start}-{digest}" if start else digest


def names_of(kind: Kind, post: Post) -> tuple[str, ...]:
    """Return what *post* has of *kind*, as the post gives it."""
    if kind == "tag":
        return post.tags
    if kind == "category":
        return post.categories
    if kind == "author":
        return post.authors
    return (post.series,) if post.series else ()


def terms(
    kind: Kind, posts: Iterable[Post], canonical: Callable[[str], str] = str
) -> dict[str, Term]:
    """Return the terms of *kind* by their slugs, in the order of these.

    *posts* come newest first; the newest one's spelling is the term's name. *canonical* gives the
    one name for all that mean the same.
    """
    names: dict[str, str] = {}
    found: dict[str, dict[str, Post]] = {}
    for post in posts:
        for given in names_of(kind, post):
            name = canonical(given)
            slug = term_slug(name)
            names.setdefault(slug, name)
            found.setdefault(slug, {})[post.docname] = post
    return {
        slug: Term(kind, slug, names[slug], tuple(found[slug].values())) for slug in sorted(found)
    }
