"""A blog as its author thinks of it; nothing of the package is imported here.

How the parts fit: a `Site` is the whole state, frozen; `sources.py` writes it out as files;
`edits.py` draws the actions that lead from one state to the next; `expected.py` says what a build
must show, and `seen.py` reads what it shows; `machine.py` deals sequences of actions, builds after
every step and compares; `cut.py` cuts a sequence that fails down to the actions that are needed.

To add an edit: add a field to `Post` or `Site`, have `sources.py` write it, and give `edits.py` a
line that draws a value for it. That is all, if the edit changes one field; what does more (add,
delete, rename) is an entry of `edits.OTHERS`. What the field means for listings, neighbours and
generated pages is said here and in `expected.py`, and compared in `seen.check`.

To add a feature: add a flag to `FEATURES`; name it in `edits.NEEDS` (fields and edits), in
`sources.LINKS` (styles of links) or in `LISTINGS` (pages). What needs a feature that is off is
neither drawn, written nor checked. Then switch the flag on and run the tests.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

FEATURES: dict[str, bool] = {
    "includes": True,
    "toctrees": True,
    "numbered toctrees": True,
    "nested toctrees": True,
    "headings in toctrees": True,
    "pages that come and go": True,
    "builds of one file": True,
    "builds of one file, with includes": True,
    "images": True,
    "images that come and go": True,
    "links": True,
    "labels": True,
    "links to unpublished posts": True,
    "languages": True,
    "theme options": True,
    "categories": True,
    "series": True,
    "pinned": True,
    "unlisted": True,
    "aliases": True,
    "ids": True,
    "authors": True,
    "excerpts": True,
    "pagination": True,
    "tag pages": True,
    "category pages": True,
    "series pages": True,
    "feed": True,
    "post role": True,
}
"""What of the package is proved; off until it works."""
BASE_URL = "https://example.org/"
FEED_LIMIT = 6
FUTURE = "2999-01-01"
NAMES = ("a", "b", "c", "d", "e", "f", "-g", "é", "deep/h", "deep/i", "j/index", "2015-05-05-k")
"""The posts there can be, by the path of the source file below the post folder."""


@dataclass(frozen=True)
class Link:
    """A link in a page's text."""

    style: str
    """A name of `sources.LINKS`."""
    target: str
    """A docname; there need be no such document."""


@dataclass(frozen=True)
class Post:
    """One post, as its author wrote it."""

    name: str
    title: str = "A title"
    is_heading: bool = False
    """Whether the title is the first heading, and no key of the front matter."""
    date: str = "2016-01-01"
    updated: str = ""
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    series: str = ""
    author: str = ""
    description: str = ""
    draft: bool = False
    unlisted: bool = False
    pinned: bool = False
    aliases: tuple[str, ...] = ()
    id: str = ""
    mark: str = "first"
    words: int = 5
    links: tuple[Link, ...] = ()
    includes: bool = False
    picture: str = ""

    @property
    def path(self) -> bytes:
        """The path of its file, as ties are broken by it."""
        return f"post/{self.name}.md".encode()

    @property
    def row(self) -> str:
        """What a listing and a neighbour show of it: where it leads, and its title."""
        return f"post/{self.name}.html {self.title}"

    @property
    def is_published(self) -> bool:
        """Whether it has a page."""
        return not self.draft and self.date != FUTURE

    @property
    def is_listed(self) -> bool:
        """Whether other pages show it."""
        return self.is_published and not self.unlisted


@dataclass(frozen=True)
class Listing:
    """A page with one ``blog-index``."""

    options: str = ""
    wanted: Callable[[Post], bool] = lambda post: True
    sort: str = "-date"
    limit: int | None = None
    paginate: int | None = None
    pins: bool = True
    needs: str = ""


_ALL_LISTINGS: dict[str, Listing] = {
    "index": Listing(":limit: 5\n", limit=5),
    "all": Listing(),
    "by-title": Listing(":sort: title\n:format: short\n", sort="title"),
    "by-update": Listing(":sort: updated\n", sort="updated"),
    "about-tea": Listing(":tags: tea\n", lambda post: "tea" in post.tags),
    "deep/drinks": Listing(
        ":tags: coffee, green tea\n:limit: 2\n:format: short\n",
        lambda post: not {"coffee", "green tea"}.isdisjoint(post.tags),
        limit=2,
    ),
    "travel": Listing(
        ":categories: travel\n", lambda post: "travel" in post.categories, needs="categories"
    ),
    "tour": Listing(":series: A tour\n", lambda post: post.series == "A tour", needs="series"),
    "excerpts": Listing(":format: excerpt\n:limit: 4\n", limit=4, needs="excerpts"),
    "plainly": Listing(":no-pinned:\n", pins=False, needs="pinned"),
    "three-a-page": Listing(":paginate: 3\n", paginate=3, needs="pagination"),
    "deep/tea-pages": Listing(
        ":paginate: 1\n:tags: tea\n",
        lambda post: "tea" in post.tags,
        paginate=1,
        needs="pagination",
    ),
}
LISTINGS = {
    page: listing for page, listing in _ALL_LISTINGS.items() if FEATURES.get(listing.needs, True)
}
"""The pages with a listing, by docname."""
PAGES = (*LISTINGS, "plain", "contents")
"""All pages there can be; `plain` has links, `contents` a toctree."""


@dataclass(frozen=True)
class Site:
    """All that an author can change."""

    posts: dict[str, Post] = field(default_factory=dict)
    pages: frozenset[str] = frozenset(PAGES)
    language: str = "en"
    prompt_user: str = "guest"
    bio: str = "Writes."
    snippet: str = "Included."
    pictures: tuple[int, ...] = (1, 2, 3)
    """The widths of the pictures of one name in three folders; 0 where there is none."""
    plain_title: str = "Plain"
    plain_links: tuple[Link, ...] = ()
    toctree: tuple[str, ...] = ()
    toctree_option: str = ""
    root_toctree: tuple[str, ...] = ()
