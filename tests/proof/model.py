"""The model of a blog as its author thinks of it; it imports nothing of the package.

How the modules fit together:

- A `Site` is the complete state, immutable. `sources` writes it as source files.
- `edits` draws and applies the actions that lead from one state to the next.
- `expected` derives from the model what the output must show; `comparison` reads what it shows.
- `machine` generates sequences of actions, builds after every step and compares.
- `shrinking` reduces a failing sequence to the actions that are needed.

To add an edit of one field: add the field to `Post` or `Site`, have `sources` write it, and add a
function that draws its value to `edits`. Other edits, such as add, delete and rename, are entries
of `edits.COMPOUND_EDITS`. What the field means for listings, neighbours and generated pages is
defined here and in `expected`, and checked in `comparison.check`.

To add a feature: add a flag to `FEATURES`, and name it in `edits.REQUIRED_FEATURES` (fields and
edits), in `sources.LINKS` (styles of links) or in `LISTINGS` (pages). Whatever requires a disabled
feature is neither drawn, written nor checked. Then enable the flag and run the tests.
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
"""The tested features of the package; a feature is disabled until it works."""
BASE_URL = "https://example.org/"
FEED_LIMIT = 6
FUTURE = "2999-01-01"
NAMES = ("a", "b", "c", "d", "e", "f", "-g", "é", "deep/h", "deep/i", "j/index", "2015-05-05-k")
"""The names of all possible posts: paths of source files in the post folder."""


@dataclass(frozen=True)
class Link:
    """A link in the text of a page."""

    style: str
    """A key of `sources.LINKS`."""
    target: str
    """A docname, possibly of no existing document."""


@dataclass(frozen=True)
class Post:
    """A post as its author wrote it."""

    name: str
    title: str = "A title"
    is_heading: bool = False
    """Whether the title is the first heading, rather than in the front matter."""
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
        """The path of its source file, which breaks ties."""
        return f"post/{self.name}.md".encode()

    @property
    def row(self) -> str:
        """What listings and neighbours show of it: its path and its title."""
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
    """A page with one ``blog-index`` directive."""

    options: str = ""
    wanted: Callable[[Post], bool] = lambda post: True
    sort: str = "-date"
    limit: int | None = None
    paginate: int | None = None
    pins: bool = True
    requires: str = ""


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
        ":categories: travel\n", lambda post: "travel" in post.categories, requires="categories"
    ),
    "tour": Listing(":series: A tour\n", lambda post: post.series == "A tour", requires="series"),
    "excerpts": Listing(":format: excerpt\n:limit: 4\n", limit=4, requires="excerpts"),
    "plainly": Listing(":no-pinned:\n", pins=False, requires="pinned"),
    "three-a-page": Listing(":paginate: 3\n", paginate=3, requires="pagination"),
    "deep/tea-pages": Listing(
        ":paginate: 1\n:tags: tea\n",
        lambda post: "tea" in post.tags,
        paginate=1,
        requires="pagination",
    ),
}
LISTINGS = {
    page: listing for page, listing in _ALL_LISTINGS.items() if FEATURES.get(listing.requires, True)
}
"""The listings of enabled features, by docname."""
PAGES = (*LISTINGS, "plain", "contents")
"""The docnames of all possible pages; `plain` has links, `contents` has a toctree."""


@dataclass(frozen=True)
class Site:
    """Everything that an author can change."""

    posts: dict[str, Post] = field(default_factory=dict)
    pages: frozenset[str] = frozenset(PAGES)
    language: str = "en"
    prompt_user: str = "guest"
    bio: str = "Writes."
    snippet: str = "Included."
    pictures: tuple[int, ...] = (1, 2, 3)
    """The widths of images with the same name in three folders; 0 for no image."""
    plain_title: str = "Plain"
    plain_links: tuple[Link, ...] = ()
    toctree: tuple[str, ...] = ()
    toctree_option: str = ""
    root_toctree: tuple[str, ...] = ()
