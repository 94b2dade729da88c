"""The dependencies of pages by name, and digests that have a part for each of them.

Each page depends on some of these. A test leaves out each in turn and sees a build that is wrong.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sphinx_transcript.support.digests import digest

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

COMMON_DEPENDENCIES = {
    "configuration": "the configuration",
    "head": "the title of the site, or whether it has feeds",
    "navigation": "the navigation",
    "releases": "the release of Sphinx, the theme or an extension",
    "static files": "style sheets or scripts",
    "toctrees": "the toctrees of the site",
}
"""What all pages depend on: names, and the words for a reader of `--explain`."""

PAGE_DEPENDENCIES = {
    "common": "what all pages have",
    "path": "the path of its source",
    "content": "its source, or a file that it includes",
    "links": "the titles, numbers or addresses that its links show",
    "images": "the names or sizes of its pictures",
    "numbers": "the numbers of its sections, figures or tables",
    "listings": "the rows of its listings",
    "collected": "the documents that an extension collects for it",
    "plain text": "whether it has a plain-text page",
    "session result": "the recorded result of its sessions",
    "terms": "its tags, categories or authors, or their pages",
    "series": "its series",
    "neighbours": "the posts before and after it",
    "related": "its related posts",
    "referring": "the pages that refer to it",
    "card": "its card",
    "relations": "the titles of the pages before, after and above it",
    "branch": "the branch of the toctrees that it is on",
    "toctrees": "the documents below its toctrees",
}
"""What the page of a document depends on."""

OF_OTHER_POSTS = frozenset({"terms", "series", "neighbours", "related", "listings", "listing"})
"""Those of them that only a change of posts changes, and that take long to compute."""

OF_FRAME = frozenset({"terms", "series", "neighbours", "related", "referring"})
"""Those of them that the theme shows outside of the text of a post, and nowhere else."""

GENERATED_DEPENDENCIES = {
    "common": "what all pages have",
    "counts": "its title or its counts",
    "kinds": "which kinds of generated pages there are",
    "listing": "the rows of its listing",
}
"""What a generated page depends on."""

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def joined_digests(parts: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Return one text with the digests of *parts*, in the order of *names*.

    A part consists of lists, dictionaries, strings and numbers. One that is missing or empty has
    no digest.
    """
    return ".".join(_digest(part) if (part := parts.get(name)) else "" for name in names)


def joined_with_kept(
    parts: Mapping[str, Any],
    names: Mapping[str, str],
    kept: str,
    names_kept: Set[str] = OF_OTHER_POSTS,
) -> str:
    """Return the same as `joined_digests` where *kept* has the digests of *names_kept*."""
    return ".".join(
        before if name in names_kept else _digest(part) if (part := parts.get(name)) else ""
        for name, before in zip(names, kept.split("."), strict=True)
    )


def _digest(part: object) -> str:
    if isinstance(part, str):
        return _text_digest(part)
    return digest(_encode(part), 8)


@lru_cache(maxsize=8)
def _text_digest(text: str) -> str:
    # One text is the same on all pages.
    return digest(_encode(text), 8)


def changed_dependencies(current: str, previous: str, names: Mapping[str, str]) -> list[str]:
    """Return those of *names* whose digests differ in two texts of `joined_digests`."""
    one, other = current.split("."), previous.split(".")
    return [
        name for name, digest_, before in zip(names, one, other, strict=False) if digest_ != before
    ]


def text_digest(page_digest: str) -> str:
    """Return those parts of the digest of a document's page that are not `OF_FRAME`."""
    parts = zip(PAGE_DEPENDENCIES, page_digest.split("."), strict=False)
    return ".".join(part for name, part in parts if name not in OF_FRAME)
