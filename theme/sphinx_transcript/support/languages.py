"""The writing direction of languages."""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError


@cache
def is_right_to_left(language: str | None) -> bool:
    """Return whether *language* is written from right to left; False for an unknown language."""
    if not language or language == "en":
        return False  # The first call of Babel is slow.
    try:
        return Locale.parse(language.replace("-", "_")).text_direction == "rtl"
    except (ValueError, TypeError, UnknownLocaleError):
        return False
