"""Suggestions for mistyped names."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_CUTOFF = 0.75


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the name in *known* that is most similar to *name*, or None if none is similar.

    Similarity is the ratio of ``difflib.get_close_matches``, without regard to case.
    """
    by_folded = {candidate.casefold(): candidate for candidate in sorted(known)}
    matches = difflib.get_close_matches(name.casefold(), by_folded, n=1, cutoff=_CUTOFF)
    return by_folded[matches[0]] if matches else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return '; did you mean …?' for a warning, or '' if no known name is similar."""
    suggestion = nearest(name, known)
    return f"; did you mean {suggestion!r}?" if suggestion else ""
