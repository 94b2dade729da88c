"""Taxonomies: the tags, categories, authors and series of posts, and the slugs of their terms."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from sphinx_transcript.blog.ablog_folders import ablog_folders
from sphinx_transcript.support.digests import digest
from sphinx_transcript.support.file_names import windows_device

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx_transcript.post.record import Post

TermKind = Literal["tag", "category", "author", "series"]
TERM_KINDS: tuple[TermKind, ...] = ("tag", "category", "author", "series")

_MAX_BYTES = 60
"""The maximum length of a slug in bytes, without its digest."""
_OF_OTHERS = re.compile(r"index(?:\..*)?|page|feed\.(?:xml|json)")
"""Slugs that are names of other files and folders beside the pages of terms."""
_SEPARATORS = re.compile(r"[\s-]+")


@dataclass(frozen=True, slots=True)
class Term:
    """A tag, category, author or series."""

    kind: TermKind
    slug: str
    """The name in URLs, which does not depend on other terms."""
    name: str
    """The name in front matter, by which listings, roles and commands refer to it."""
    posts: tuple[Post, ...]
    """Newest first."""
    translation: str = ""
    """The name in the language of the site, if the newest post with a translation has another."""
    folder: str = ""
    """The name in URLs where it is another one than the slug."""

    @property
    def label(self) -> str:
        """The name to show."""
        return self.translation or self.name

    @property
    def feed_folder(self) -> str:
        """The path in the id of the feed of this term, which stays the same for ever."""
        return f"{self.kind}/{unreserved_slug(self.name)}/"

    @property
    def pagename(self) -> str:
        """The page name of the generated page of this term."""
        return f"{self.kind}/{self.folder or self.slug}/index"


@lru_cache(maxsize=4096)
def term_slug(name: str) -> str:
    """Return the slug of the term *name*: in lower case, with hyphens for white space.

    Names that differ only in case, or in white space and hyphens, have the same slug. Letters and
    digits of all scripts are kept. Other characters are removed, and a long name is shortened;
    then a digest of the name is appended, so that no two names share a slug. So it is where the
    slug is the name of a file that a site has anyway, such as index.html, or a device on Windows.
    """
    slug = unreserved_slug(name)
    if not _OF_OTHERS.fullmatch(slug) and not windows_device(slug):
        return slug
    return f"{slug.replace('.', '-')}-{digest(slug, 4)}"


@lru_cache(maxsize=4096)
def unreserved_slug(name: str) -> str:
    """Return the slug of the term *name* without regard to other files of the site.

    The ids of feeds are made of it.
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())
    normalized = _SEPARATORS.sub("-", folded.strip())
    kept = "".join(
        char for char in normalized if char in "-_." or unicodedata.category(char)[0] in "LNM"
    )
    kept = _SEPARATORS.sub("-", kept).strip("-.")
    if kept == normalized and len(kept.encode()) <= _MAX_BYTES:
        return kept
    ending = digest(normalized, 4)
    start = kept.encode()[:_MAX_BYTES].decode("utf-8", "ignore").strip("-.")
    return f"{start}-{ending}" if start else ending


def names_given(kind: TermKind, post: Post) -> tuple[str, ...]:
    """Return the names of the terms of *kind*, as written in *post*."""
    if kind == "tag":
        return post.tags
    if kind == "category":
        return post.categories
    if kind == "author":
        return post.authors
    return (post.series,) if post.series else ()


def terms(
    kind: TermKind,
    posts: Iterable[Post],
    canonical: Callable[[str], str] = str,
    *,
    has_ablog_folders: bool = False,
) -> dict[str, Term]:
    """Return the terms of *kind* by slug, sorted by slug.

    *posts* are sorted newest first; a term is spelled as in its newest post. *canonical* maps a
    name to the name that is used for all its synonyms. With *has_ablog_folders*, the pages of terms
    are in folders that are named as in ABlog.
    """
    names: dict[str, str] = {}
    labels: dict[str, str] = {}
    posts_by_slug: dict[str, dict[str, Post]] = {}
    for post in posts:
        translations = dict(post.translations)
        for given in names_given(kind, post):
            name = canonical(given)
            slug = term_slug(name)
            names.setdefault(slug, name)
            if (label := translations.get(given, given)) != given:
                labels.setdefault(slug, label)
            posts_by_slug.setdefault(slug, {})[post.docname] = post
    folders = ablog_folders(names) if has_ablog_folders else {}
    return {
        slug: Term(
            kind,
            slug,
            names[slug],
            tuple(posts_by_slug[slug].values()),
            labels.get(slug, ""),
            folders.get(slug, ""),
        )
        for slug in sorted(posts_by_slug)
    }
