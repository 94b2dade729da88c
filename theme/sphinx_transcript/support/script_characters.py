"""Superscripts and subscripts as plain text."""

from __future__ import annotations

SUPERSCRIPTS = str.maketrans("0123456789+-−=()in", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁱⁿ")
SUBSCRIPTS = str.maketrans("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_SIGNS = {"TM": "™", "SM": "℠", "R": "®", "C": "©"}


def superscript_text(text: str) -> str:
    """Return *text* in superscript characters, or after ``^`` where there are none for it.

    Letters that belong to a word stay as they are.

    >>> superscript_text("8"), superscript_text("a+b"), superscript_text("th")
    ('⁸', '^(a+b)', 'th')
    """
    stripped = text.strip()
    if stripped in _SIGNS:
        return _SIGNS[stripped]
    if len(stripped) > 1 and stripped.isalpha():
        return text  # An ordinal such as 4th, or an abbreviation such as Mme.
    return in_script(text, SUPERSCRIPTS, "^")


def subscript_text(text: str) -> str:
    """Return *text* in subscript characters, or after ``_`` where there are none for it."""
    return in_script(text, SUBSCRIPTS, "_")


def in_script(text: str, table: dict[int, int], sign: str) -> str:
    """Return *text* in the characters of *table*, or after *sign* where one is missing."""
    bare = text.replace(" ", "")
    raised = bare.translate(table)
    if all(ord(character) in table for character in bare):
        return raised
    return f"{sign}{grouped(text.strip())}"


def grouped(text: str) -> str:
    """Return *text* in parentheses if it is longer than one number or name."""
    text = text.strip()
    return text if len(text) <= 1 or text.isalnum() else f"({text})"
