"""What the output of a site must show, according to the model."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from tests.proof.model import BASE_URL, FEED_LIMIT, LISTINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.proof.model import Post, Site


def newest_first(posts: Iterable[Post]) -> list[Post]:
    """Return *posts* by date, newest first, ties by path."""
    return sorted(
        sorted(posts, key=lambda post: post.path), key=lambda post: post.date, reverse=True
    )


def listed(site: Site) -> list[Post]:
    """Return the posts that other pages show, newest first."""
    return newest_first(post for post in site.posts.values() if post.is_listed)


def rows(site: Site, page: str) -> list[list[str]]:
    """Return the rows that the listing on *page* shows, a list for each of its pages."""
    listing = LISTINGS[page]
    found = [post for post in listed(site) if listing.wanted(post)]
    if listing.sort == "title":
        found.sort(key=lambda post: (post.title.casefold(), post.path))
    elif listing.sort == "updated":
        found.sort(key=lambda post: max(post.date, post.updated), reverse=True)
    if listing.pins:
        found.sort(key=lambda post: not post.pinned)
    shown = [post.row for post in found[: listing.limit]]
    size = listing.paginate or len(shown) or 1
    return [shown[at : at + size] for at in range(0, len(shown), size)] or [[]]


def neighbours(site: Site, name: str) -> list[str]:
    """Return the neighbours that the page of the post *name* links to."""
    order = listed(site)
    if site.posts[name] not in order:
        return []
    at = order.index(site.posts[name])
    neighbours = [("newer", at - 1), ("older", at + 1)]
    return [f"{kind} {order[at].row}" for kind, at in neighbours if 0 <= at < len(order)]


def feed_ids(site: Site) -> list[str]:
    """Return the ids of the entries of the feed, newest first.

    The id of a post is the one in its front matter, or else its first address, which can be an
    alias. If two posts claim the same id or alias, the first post by name gets it.
    """
    by_name = sorted(site.posts.values(), key=lambda post: post.name)
    owners = {f"{page}.html": "" for page in site.pages}
    owners |= {_page(post.name): post.name for post in by_name if post.is_published}
    id_owners: dict[str, str] = {}
    for post in by_name:
        for alias in post.aliases if post.is_published else ():
            owners.setdefault(_path(alias), post.name)
        if post.id and post.is_listed:
            id_owners.setdefault(post.id, post.name)
    ids = []
    for post in listed(site)[:FEED_LIMIT]:
        addresses = [path for path in map(_path, post.aliases) if owners.get(path) == post.name]
        first = [*addresses, _page(post.name)][0].removesuffix("index.html")
        ids.append(post.id if id_owners.get(post.id) == post.name else BASE_URL + quote(first))
    return ids


def _page(name: str) -> str:
    return f"post/{name}.html"


def _path(alias: str) -> str:
    return alias.removeprefix("/") + ("index.html" if alias.endswith("/") else "")


def terms(site: Site, key: str) -> set[str]:
    """Return the slugs of all terms of the taxonomy *key* in listed posts: each has a page."""
    values = (getattr(post, key) for post in listed(site))
    names = (name for value in values for name in ([value] if isinstance(value, str) else value))
    return {name.lower().replace(" ", "-") for name in names if name}
