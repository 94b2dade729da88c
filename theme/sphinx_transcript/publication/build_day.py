"""The day of a build, which decides which posts are published."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING

from sphinx_transcript.post.dates import load_zone

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def build_day(zone: tzinfo) -> date:
    """Return today's date in *zone*, or the date of SOURCE_DATE_EPOCH if that is set.

    See https://reproducible-builds.org/specs/source-date-epoch/
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        now = datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        now = datetime.now(UTC)
    return now.astimezone(zone).date()


def zone_and_day(app: Sphinx) -> tuple[tzinfo, date]:
    """Return the time zone of the site, and the day of the build there."""
    zone = load_zone(app.config.transcript_timezone)
    return zone, build_day(zone)
