"""Language tags of BCP 47, and the writing direction of languages."""

from __future__ import annotations

import re
from functools import cache

LANGUAGE_PATTERN = r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*(?:\.[A-Za-z0-9-]+)?(?:@[A-Za-z]+)?"
"""Matches a language tag, or a locale of POSIX; a regular expression of Python and ECMAScript."""

_SCRIPTS = {
    "arabic": "Arab", "cyrillic": "Cyrl", "devanagari": "Deva", "hebrew": "Hebr", "latin": "Latn",
}  # fmt: skip
"""The modifiers of POSIX locales that stand for a script; the tags of scripts are of ISO 15924."""
_VARIANTS = frozenset({"valencia"})
"""The modifiers that are registered as variants, with the same name."""


def is_language(text: str) -> bool:
    """Return whether *text* has the form of a language tag, or of a locale of POSIX."""
    return re.fullmatch(LANGUAGE_PATTERN, text) is not None


@cache
def as_language_tag(code: str) -> str:
    """Return *code*, such as ``pt_BR``, ``sr@latin`` or ``en_US.UTF-8``, as a tag of BCP 47.

    The encoding is left out; a modifier becomes a script or a variant. Letters have the case
    that https://www.rfc-editor.org/rfc/rfc5646#section-2.1.1 recommends. The locales ``C`` and
    ``POSIX``, and a *code* that is none, become ``en``, in which messages are without translation.
    """
    locale, _, modifier = code.strip().partition("@")
    subtags = re.split("[-_]", locale.partition(".")[0])
    if not is_language(code.strip()) or locale.casefold() == "posix":
        return "en"
    script = _SCRIPTS.get(modifier.casefold())
    if script and not any(len(subtag) == 4 and subtag.isalpha() for subtag in subtags[1:]):
        subtags.insert(1, script)
    if modifier.casefold() in _VARIANTS:
        subtags.append(modifier)
    return "-".join(_in_case(subtags, index) for index in range(len(subtags)))


def _in_case(subtags: list[str], index: int) -> str:
    """Return the subtag at *index* in the case that is recommended for its place."""
    subtag = subtags[index]
    is_after_singleton = any(len(each) == 1 for each in subtags[:index])
    if index and not is_after_singleton and len(subtag) == 2:
        return subtag.upper()
    if index and not is_after_singleton and len(subtag) == 4 and subtag.isalpha():
        return subtag.title()
    return subtag.lower()


@cache
def is_right_to_left(language: str | None) -> bool:
    """Return whether *language* is written from right to left; False for an unknown language."""
    if not language or language == "en":
        return False  # Babel takes long to import, and its first call is slow.
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415

    try:
        return Locale.parse(as_language_tag(language), sep="-").text_direction == "rtl"
    except (ValueError, TypeError, UnknownLocaleError):
        return False
