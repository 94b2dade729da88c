"""Whether a post is published."""

from __future__ import annotations

from enum import StrEnum


class PublicationStatus(StrEnum):
    """Whether a post is published, or why not."""

    PUBLISHED = "published"
    DRAFT = "draft"
    UNDATED = "undated"
    """It has no date, in front matter or in its file name."""
    SCHEDULED = "scheduled"
    """It is dated after the day of the build."""
    EXPIRED = "expired"
    """A key of another system says that it was public up to a day which has come."""
    UNREADABLE = "unreadable"
    """Its front matter, its date or the whole file can't be read."""
    PREVIEWED = "previewed"
    """It is not published, but built for a preview."""
