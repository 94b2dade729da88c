"""Truncation of text in any language and script."""

from __future__ import annotations

_MAX_WORD = 60
"""The number of characters in the longest word that is left out rather than cut."""
_ASCII_LOOSE_END = " \t\n\r\f\v.,;:-([{"


def truncate(text: str, longest: int) -> str:
    """Return *text*, truncated if it is longer than *longest* characters as a reader counts them.

    These are grapheme clusters: https://www.unicode.org/reports/tr29/. The text ends at a word
    where its script separates words, and with an ellipsis.
    """
    if len(text) <= longest:
        return text
    if not text.isascii():
        # The module loads slowly, and many sites need it in no build.
        from sphinx_transcript.support.truncated_graphemes import truncate_graphemes  # noqa: PLC0415

        return truncate_graphemes(text, longest)
    # If the text goes on with a word, the word ends before the last space.
    places = range(longest, earliest_end(longest) - 1, -1)
    end = next((place for place in places if text[place].isspace()), longest)
    return f"{text[:end].rstrip(_ASCII_LOOSE_END) or text[:longest]}…"


def earliest_end(longest: int) -> int:
    """Return the least number of characters to which text of *longest* characters is truncated."""
    return max(longest // 2, longest - _MAX_WORD)
