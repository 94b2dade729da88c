"""A factory of post records."""

from __future__ import annotations

from typing import Any

from sphinx_transcript.post.record import Post


def make_post(docname: str, *, record: type[Post] = Post, **fields: Any) -> Post:
    """Return the *record* of a post with *fields*, and short or empty values for the others."""
    values: dict[str, Any] = {
        "docname": docname,
        "source": docname,
        "title": docname,
        "date": None,
        "stamp": 0,
        "updated": None,
        "updated_stamp": None,
        "tags": (),
        "authors": (),
        "description": "",
        "minutes": 1,
        "key_lines": (),
    }
    return record(**{**values, **fields})
