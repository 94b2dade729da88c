"""The version of Sphinx's environment: of the records in it, and of what read the documents."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sphinx_transcript.blog.listing import Listing
from sphinx_transcript.post.record import Post
from sphinx_transcript.support.digests import digest
from sphinx_transcript.support.releases import releases

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_PICKLED: tuple[type[Any], ...] = (Listing, Post)


def add_record(record: type[Any]) -> None:
    """Have the version change with the fields of *record*, a dataclass that doctrees contain.

    Rooms above this one call it when they are registered.
    """
    global _PICKLED  # noqa: PLW0603 (the records of the whole process)
    if record not in _PICKLED:
        _PICKLED = (*_PICKLED, record)


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


def add_releases(app: Sphinx, _config: Config) -> None:
    """Handle ``config-inited``: make the version change with the releases of all programs.

    Another release of a parser or an extension can read the same source differently. Extensions
    rarely change their own ``env_version`` for that.
    """
    metadata = app.extensions["sphinx_transcript"].metadata
    described = repr([env_version(), releases(app)])
    metadata["env_version"] = int(digest(described, 4), 16)
