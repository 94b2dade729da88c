"""Comparison of titles."""

from __future__ import annotations

import html
import unicodedata

# In addition to the Unicode categories of initial and final quotation marks (Pi, Pf).
_QUOTES = frozenset("\"'`´‚„「」『』〝〟")
# Characters that Markdown and reStructuredText take for markup, and leave out of the text.
_MARKUP = str.maketrans("", "", "*_`$~\\")


def same_title(one: str, other: str) -> bool:
    """Return whether two titles are equal, apart from quotation marks, case and white space."""
    return one == other or normalized_title(one) == normalized_title(other)


def normalized_title(title: str) -> str:
    """Return *title* without quotation marks, case-folded and with white space collapsed."""
    kept = (
        char
        for char in unicodedata.normalize("NFC", title)
        if char not in _QUOTES and unicodedata.category(char) not in {"Pi", "Pf"}
    )
    return " ".join("".join(kept).casefold().split())


def is_title_as_markup(heading: str, title: str) -> bool:
    """Tell whether *heading* is the text of *title* once that is parsed as markup.

    >>> is_title_as_markup("Use git log", "Use *git log*"), is_title_as_markup("a & b", "a &amp; b")
    (True, True)
    """
    plain = html.unescape(title).translate(_MARKUP)
    return " ".join(html.unescape(heading).translate(_MARKUP).split()) == " ".join(plain.split())
