"""Truncation of text that is not in ASCII, by Unicode's rules for characters and words."""

from __future__ import annotations

from itertools import islice, takewhile

import regex

from sphinx_transcript.support.truncated_text import earliest_end

_GRAPHEME = regex.compile(r"\X")
# Word boundaries as in https://www.unicode.org/reports/tr29/#Default_Word_Boundaries.
_BOUNDARY = regex.compile(r"\b", regex.WORD)
# Scripts that are written without spaces between words.
_WITHOUT_SPACES = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}]"
)
_SPACE = regex.compile(r"\s")
# What does not stand before an ellipsis: separators, dashes, what opens something, and vowels of
# Thai and Lao that are written before their consonant.
_LOOSE_END = regex.compile(
    r"[\s.,;:·…、。，．；：・،؛।\p{Pd}\p{Ps}\p{Pi}¿¡\u0e40-\u0e44\u0ec0-\u0ec4]+$"
)
_ISOLATES, _EMBEDDINGS = "\u2066\u2067\u2068", "\u202a\u202b\u202d\u202e"
_END_OF_ISOLATE, _END_OF_EMBEDDING = "\u2069", "\u202c"


def truncate_graphemes(text: str, longest: int) -> str:
    """Return *text*, truncated if it is longer than *longest* grapheme clusters."""
    ends = [match.end() for match in islice(_GRAPHEME.finditer(text), longest + 1)]
    if len(ends) <= longest:
        return text
    cut = ends[longest - 1]
    earliest = ends[max(0, earliest_end(longest) - 1)]
    kept = _LOOSE_END.sub("", text[: _word_end(text, cut, earliest)]) or text[:cut]
    return f"{_closed(kept)}…"


def _word_end(text: str, cut: int, earliest: int) -> int:
    """Return the last end of a word in *text* from *earliest* to *cut*; *cut* if there is none."""
    if _SPACE.match(text, cut):
        return cut
    spaces = [match.start() for match in _SPACE.finditer(text, earliest, cut)]
    start = spaces[-1] if spaces else 0
    if _WITHOUT_SPACES.search(text, max(start, earliest), cut):
        boundaries = (match.start() for match in _BOUNDARY.finditer(text, earliest))
        return max(takewhile(lambda place: place <= cut, boundaries), default=cut)
    return start or cut


def _closed(text: str) -> str:
    """Return *text* with the directional formatting that it leaves open ended.

    https://www.unicode.org/reports/tr9/#Explicit_Directional_Embeddings
    """
    opened = ""
    for character in text:
        if character in _ISOLATES:
            opened += _END_OF_ISOLATE
        elif character in _EMBEDDINGS:
            opened += _END_OF_EMBEDDING
        elif character in {_END_OF_ISOLATE, _END_OF_EMBEDDING} and opened.endswith(character):
            opened = opened[:-1]
    return text + opened[::-1]
