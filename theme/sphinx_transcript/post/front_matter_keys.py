"""The front-matter keys of a post, as one table for `metadata.read_metadata` and the schema."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_transcript.post.key_types import (
    ADDRESSES,
    DATE,
    LANGUAGE,
    NAME,
    NAMES,
    PATH,
    TEXT,
    WEB_ADDRESS,
    KeyType,
    flag,
    switch,
)


@dataclass(frozen=True, slots=True)
class Key:
    """A front-matter key."""

    kind: KeyType
    meaning: str
    """A sentence that begins with a lower-case letter and has no full stop."""
    missing: str
    """What applies where the key is missing, in the same form."""
    examples: tuple[object, ...]


KEYS: dict[str, Key] = {
    "title": Key(
        TEXT,
        "the title of the post, as plain text",
        "the first heading of the body",
        ("DNS / the answer was cached",),
    ),
    "date": Key(
        DATE,
        "when the post was published; one dated after the day of the build waits for its day",
        "the date that the file's name begins with; else the post is not published",
        ("2016-09-26", "2016-09-26T18:30", "2016-09-26T18:30+02:00"),
    ),
    "updated": Key(
        DATE,
        "when the post was last changed in a way that readers should know of",
        "the post has not changed",
        ("2016-10-01",),
    ),
    "tags": Key(NAMES, "what the post is about, in keywords", "no tags", (["dns", "oncall"],)),
    "category": Key(NAMES, "the category that the post belongs to", "no category", ("incidents",)),
    "categories": Key(
        NAMES,
        "the categories that the post belongs to, where there are several",
        "`category` is read",
        (["incidents", "networks"],),
    ),
    "author": Key(
        NAME,
        "who wrote the post: a name, or a key of `transcript_authors`; a comma is part of it",
        "`author` in `conf.py`",
        ("Ada Marsh", "ada"),
    ),
    "authors": Key(
        NAMES,
        "who wrote the post, where several did: names, or keys of `transcript_authors`",
        "`author` is read",
        (["ada", "ivo"],),
    ),
    "series": Key(
        TEXT,
        "the series that the post is a part of; the parts stand in the order of their dates",
        "the post is no part of one",
        ("Four hundred hosts",),
    ),
    "description": Key(
        TEXT,
        "one or two sentences that stand for the post in excerpts, feeds and search engines",
        "the excerpt: what stands above the comment `more`, or the first paragraph",
        ("The shop was gone at 04:17. It had moved.",),
    ),
    "image": Key(
        PATH,
        "a picture for feeds and for links to the post from elsewhere",
        "no picture, or a card",
        ("graph.png", "/pictures/graph.png"),
    ),
    "draft": Key(
        flag("a draft"),
        "whether the post is a draft, which is left out of everything",
        "`false`",
        (True,),
    ),
    "unlisted": Key(
        flag("unlisted"),
        "whether the post has a page and stands in no listing, feed or search",
        "`false`",
        (True,),
    ),
    "pinned": Key(
        flag("pinned", hides=False),
        "whether the post comes first in listings",
        "`false`",
        (True,),
    ),
    "aliases": Key(
        ADDRESSES,
        "addresses that the post had before, each a path from the first page; they lead on to it",
        "no other address leads here",
        (["2015/03/dns.html", "/notes/dns/"],),
    ),
    "id": Key(
        TEXT,
        "what the post is called in feeds, where it keeps the id that it had elsewhere",
        "its first alias, else its address",
        ("tag:example.org,2014:31-gigabytes",),
    ),
    "canonical_url": Key(
        WEB_ADDRESS,
        "the address of the original, where this is a copy",
        "its own address",
        ("https://example.org/original",),
    ),
    "language": Key(
        LANGUAGE, "the language of the post", "`language` in `conf.py`", ("de", "pt-BR")
    ),
    "sessions": Key(
        switch("no command is checked"),
        "whether the commands of all console blocks are checked: see the manual on sessions",
        "`false`",
        (True,),
    ),
}
"""The keys by name, in the order of the manual."""

FACT_KEYS: tuple[str, ...] = (
    "date", "updated", "tags", "category", "categories", "author", "authors", "series"
)  # fmt: skip
"""The keys whose values stand in the facts below a post, and in the output of their command."""
BYLINE_KEYS = frozenset({"date", "author", "authors"})
"""Those among them whose values stand in the line above a post, if it has one."""
FLAG_KEYS: tuple[str, ...] = ("draft", "unlisted", "pinned")
"""The keys by which commands leave files out of a listing."""
