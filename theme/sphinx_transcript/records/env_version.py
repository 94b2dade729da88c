"""The version of the records that Sphinx pickles with its environment."""

from __future__ import annotations

from dataclasses import fields

from sphinx_transcript.blog.listing import Listing
from sphinx_transcript.post.record import Post
from sphinx_transcript.support.digests import digest

_PICKLED = (Listing, Post)


def env_version() -> int:
    """Return a number that changes with the fields of the pickled records.

    Sphinx reads all documents again where it differs from that of the last build. Without it, a
    record of an older release would get wrong values: slots are pickled by their position. See
    https://www.sphinx-doc.org/en/master/extdev/index.html#extension-metadata
    """
    described = [
        (
            record.__module__,
            record.__qualname__,
            [(each.name, each.type) for each in fields(record)],
        )
        for record in _PICKLED
    ]
    return int(digest(repr(described), 4), 16)
