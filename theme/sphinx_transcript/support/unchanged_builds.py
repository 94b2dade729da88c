"""Whether a build has found that nothing has changed since the last one.

What a build writes beside its pages follows from the same documents, configuration and files. Where
none of them has changed, what the last build wrote can stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_IS_UNCHANGED = "_transcript_is_unchanged"
"""The attribute of the builder. A process may make several builds, one after the other."""


def note_unchanged(app: Sphinx, *, is_unchanged: bool) -> None:
    """Note whether nothing has changed; the room that compares builds calls this in each build."""
    setattr(app.builder, _IS_UNCHANGED, is_unchanged)


def is_unchanged(app: Sphinx) -> bool:
    """Tell whether nothing has changed; False until that is known, and where nothing compares."""
    return bool(getattr(app.builder, _IS_UNCHANGED, False))
