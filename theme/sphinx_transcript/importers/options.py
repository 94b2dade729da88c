"""What the command line says of an old blog that its own configuration does not say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReaderOptions:
    """Options for a reader; each reader uses those that mean something to it."""

    permalink: str = ""
    """The pattern of the posts' addresses, such as /blog/:year/:title/, or a URL with one."""
    sections: tuple[str, ...] = ()
    """The folders of posts, relative to the folder of content; all that the system has if empty."""
    feed_id: str = ""
    """What the feed called a post, such as https://example.org{id}; {url} is the URL path."""


NO_OPTIONS = ReaderOptions()
