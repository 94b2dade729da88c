"""The names of months, by which listings are grouped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_skeleton

if TYPE_CHECKING:
    from datetime import date


def month_text(value: date, language: str) -> str:
    """Return the month and year of *value* in *language*, such as September 2016.

    They are in English for an unknown language.
    """
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (ValueError, TypeError, UnknownLocaleError):
        locale = Locale("en")
    return format_skeleton("yMMMM", value, locale=locale)
