"""Comparison of titles."""

from __future__ import annotations

import unicodedata

# In addition to the Unicode categories of initial and final quotation marks (Pi, Pf).
_QUOTES = frozenset("\"'`´‚„「」『』〝〟")


def same_title(one: str, other: str) -> bool:
    """Return whether two titles are equal, apart from quotation marks, case and white space."""
    return normalized_title(one) == normalized_title(other)


def normalized_title(title: str) -> str:
    """Return *title* without quotation marks, case-folded and with white space collapsed."""
    kept = (
        char
        for char in unicodedata.normalize("NFC", title)
        if char not in _QUOTES and unicodedata.category(char) not in {"Pi", "Pf"}
    )
    return " ".join("".join(kept).casefold().split())
