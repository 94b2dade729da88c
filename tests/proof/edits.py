"""The edits of a site: how they are drawn at random, and how they change the site.

Actions are plain data, so that a list of them can be printed, pasted into a test, and shrunk. An
action on a post or page that does not exist is ignored.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.proof.model import FEATURES, FUTURE, NAMES, PAGES, Link, Post, Site
from tests.proof.sources import LINKS

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random


class Action(NamedTuple):
    """An edit, or a build (see `machine.BUILDS`)."""

    kind: str
    """A field of `Post` or `Site`, or an entry of `COMPOUND_EDITS` or `machine.BUILDS`."""
    name: str = ""
    """The post or page; empty for an edit of the whole site."""
    value: Any = None


TITLES = ("Tea", "A second cup", "Post / so", "tea & < coffee", "Zuletzt", "“Quoted” words")
DATES = ("2015-12-31", "2016-01-01", "2016-01-01 12:00", "2016-07-07", "2017-01-01")
TAGS = ("tea", "coffee", "green tea", "water")

REQUIRED_FEATURES: dict[str, str] = {
    "includes": "includes",
    "snippet": "includes",
    "picture": "images",
    "pictures": "images",
    "toctree": "toctrees",
    "toctree_option": "toctrees",
    "root_toctree": "nested toctrees",
    "links": "links",
    "plain_links": "links",
    "page": "pages that come and go",
    "language": "languages",
    "prompt_user": "theme options",
    "categories": "categories",
    "series": "series",
    "pinned": "pinned",
    "unlisted": "unlisted",
    "aliases": "aliases",
    "move": "aliases",
    "id": "ids",
    "bio": "authors",
}
"""The feature that a field or edit requires, if any."""


def _some(random: Random, choices: tuple[str, ...], most: int = 2) -> tuple[str, ...]:
    return tuple(random.sample(choices, random.randint(0, min(most, len(choices)))))


def _links(random: Random, site: Site) -> tuple[Link, ...]:
    styles = [style for style, (feature, _) in LINKS.items() if FEATURES[feature]]
    drawn = []
    for _ in range(random.randint(0, 2)):
        pool = list(site.posts) or list(NAMES)
        name = random.choice(pool if random.random() < 0.7 else NAMES)
        style = random.choice(styles)
        is_page = LINKS[style][0] == "links" and random.random() < 0.2
        drawn.append(Link(style, "plain" if is_page else f"post/{name}"))
    return tuple(drawn)


def _documents(random: Random, site: Site) -> tuple[str, ...]:
    return _some(random, (*(f"post/{name}" for name in NAMES), *PAGES[1:]), most=4)


POST_FIELDS: dict[str, Callable[[Random, Site], object]] = {
    "title": lambda random, site: random.choice(TITLES),
    "is_heading": lambda random, site: random.random() < 0.3,
    "date": lambda random, site: random.choice((*DATES, *DATES, FUTURE)),
    "updated": lambda random, site: random.choice(("", "", "2017-05-05", "2018-05-05")),
    "tags": lambda random, site: _some(random, TAGS),
    "categories": lambda random, site: _some(random, ("travel", "work"), most=1),
    "series": lambda random, site: random.choice(("", "A tour", "Other")),
    "author": lambda random, site: random.choice(("", "ada", "bob", "Someone")),
    "description": lambda random, site: random.choice(("", "In short.", "In “brief” & <b>.")),
    "draft": lambda random, site: random.random() < 0.2,
    "unlisted": lambda random, site: random.random() < 0.2,
    "pinned": lambda random, site: random.random() < 0.2,
    "aliases": lambda random, site: _some(random, ("old/one.html", "/old/two.html", "three/")),
    "id": lambda random, site: random.choice(("", "", "tag:example.org,2016:x")),
    "mark": lambda random, site: random.choice(("first", "second", "third")),
    "words": lambda random, site: random.choice((5, 5, 450)),
    "links": _links,
    "includes": lambda random, site: random.random() < 0.4,
    "picture": lambda random, site: random.choice(("", "pic.gif", "/pic.gif")),
}
"""Functions that draw a random value for each field of a post."""
SITE_FIELDS: dict[str, Callable[[Random, Site], object]] = {
    "language": lambda random, site: random.choice(("de", "en", "fr")),
    "prompt_user": lambda random, site: random.choice(("guest", "ada")),
    "bio": lambda random, site: random.choice(("Writes.", "Reads.", "")),
    "snippet": lambda random, site: random.choice(("Included.", "**Other** text.", "# A heading")),
    "pictures": lambda random, site: _widths(random),
    "plain_title": lambda random, site: random.choice(TITLES),
    "plain_links": _links,
    "toctree": _documents,
    "toctree_option": lambda random, site: random.choice(
        (":numbered:",) * 2 * FEATURES["numbered toctrees"]
        + ("", ":maxdepth: 1", ":glob:", ":reversed:", ":hidden:", ":titlesonly:")
    ),
    "root_toctree": lambda random, site: _some(random, ("contents", "plain", "all", "post/a")),
}
"""Functions that draw a random value for each field of the site."""


def _widths(random: Random) -> tuple[int, ...]:
    least = 0 if FEATURES["images that come and go"] else 1
    return tuple(random.choice((least, 1, 2, 3)) for _ in range(3))


def _add(site: Site, name: str, value: Any) -> Site:
    if name in site.posts:
        return site
    return replace(site, posts={**site.posts, name: Post(name, **(value or {}))})


def _delete(site: Site, name: str, value: Any) -> Site:
    return replace(site, posts={key: post for key, post in site.posts.items() if key != name})


def _rename(site: Site, name: str, value: Any) -> Site:
    return _rename_with(site, name, value, ())


def _move(site: Site, name: str, value: Any) -> Site:
    return _rename_with(site, name, value, (f"post/{name}.html",))


def _rename_with(site: Site, name: str, new: str, aliases: tuple[str, ...]) -> Site:
    if name not in site.posts or new in site.posts:
        return site
    post = site.posts[name]
    moved = replace(post, name=new, aliases=(*post.aliases, *aliases))
    others = _delete(site, name, None).posts
    return replace(site, posts={**others, new: moved})


def _page(site: Site, name: str, value: Any) -> Site:
    pages = site.pages | {name} if value else site.pages - {name}
    return replace(site, pages=pages)


def _new_post(random: Random, site: Site) -> Action:
    name = random.choice([name for name in NAMES if name not in site.posts] or NAMES)
    plain = Post(name)
    drawn = {
        key: value
        for key, draw in POST_FIELDS.items()
        if is_enabled(key) and (value := draw(random, site)) != getattr(plain, key)
    }
    return Action("add", name, drawn)


def _post_and_name(kind: str) -> Callable[[Random, Site], Action]:
    return lambda random, site: Action(
        kind, random.choice(list(site.posts) or NAMES), random.choice(NAMES)
    )


def _page_or_none(random: Random, site: Site) -> Action:
    page = random.choice(PAGES[1:])
    return Action("page", page, page not in site.pages)


COMPOUND_EDITS: dict[
    str, tuple[Callable[[Random, Site], Action], Callable[[Site, str, Any], Site]]
] = {
    "add": (_new_post, _add),
    "delete": (
        lambda random, site: Action("delete", random.choice(list(site.posts) or NAMES)),
        _delete,
    ),
    "rename": (_post_and_name("rename"), _rename),
    "move": (_post_and_name("move"), _move),
    "page": (_page_or_none, _page),
}
"""Edits that change more than one field: a function that draws one, and one that applies it.

A move is a rename that adds an alias for the old address.
"""


def is_enabled(kind: str) -> bool:
    """Tell whether the feature that the field or edit *kind* requires is enabled."""
    return FEATURES.get(REQUIRED_FEATURES.get(kind, ""), True)


KINDS = tuple(kind for kind in (*POST_FIELDS, *SITE_FIELDS, *COMPOUND_EDITS) if is_enabled(kind))
"""All kinds of edits that can be drawn."""


def draw(random: Random, site: Site, kind: str) -> Action:
    """Return a random edit of *site*."""
    if kind in COMPOUND_EDITS:
        return COMPOUND_EDITS[kind][0](random, site)
    if kind in SITE_FIELDS:
        return Action(kind, "", SITE_FIELDS[kind](random, site))
    return Action(kind, random.choice(list(site.posts) or NAMES), POST_FIELDS[kind](random, site))


def apply(site: Site, action: Action) -> Site:
    """Return *site* after *action*; unchanged if *action* is a build or does not apply."""
    kind, name, value = action
    if kind in COMPOUND_EDITS:
        return COMPOUND_EDITS[kind][1](site, name, value)
    if kind in SITE_FIELDS:
        return replace(site, **{kind: value})
    if kind in POST_FIELDS and name in site.posts:
        post = replace(site.posts[name], **{kind: value})
        return replace(site, posts={**site.posts, name: post})
    return site


assert set(POST_FIELDS) == {field.name for field in fields(Post)} - {"name"}
