"""Converts what dialects have within a line: emoji names, marked text, keys, abbreviations.

https://facelessuser.github.io/pymdown-extensions/ and
https://python-markdown.github.io/extensions/abbreviations/.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_transcript.importers.dialect.emoji import emoji

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_transcript.importers.dialect.dialect_text import DialectText
    from sphinx_transcript.importers.templates.lines import Replacement

_EMOJI = re.compile(r"(?<![\w:/\\])(?P<names>(?::[+-]?[a-z0-9][a-z0-9_+-]*:)+)(?![\w:/])")
_ICON = re.compile(
    r"[ \t]?(?<![\w:]):(?:material|fontawesome|octicons|simple)-[\w-]+:(?:\{[^{}\n]*\})?"
)
_HTML = {
    "ins": re.compile(r"\{\+\+(?P<text>[^{}\n]+?)\+\+\}"),
    "del": re.compile(r"\{--(?P<text>[^{}\n]+?)--\}|(?<![~\\])~~(?P<struck>[^~\n]+)~~(?!~)"),
    "mark": re.compile(r"\{==(?P<text>[^{}\n]+?)==\}"),
    "sub": re.compile(r"(?<=\w)~(?P<text>\w{1,12})~(?![\w~])|(?<=[A-Za-z])~(?P<digits>\d{1,3})~"),
    "sup": re.compile(r"(?<=[\w)])\^(?P<text>[\w+-]{1,12})\^(?!\^)"),
}
"""The names of HTML elements for marks: of editing, struck-out text, and high and low letters."""
_COMMENT = re.compile(r"\{>>[^{}\n]*<<\}")
_MARK = re.compile(r"(?<![=\w])==(?P<text>[^=\s](?:[^=\n]*[^=\s])?)==(?![=\w])")
_INSERTED = re.compile(r"(?<!\^)\^\^(?P<text>[^\^\s](?:[^\^\n]*[^\^\s])?)\^\^(?!\^)")
_KEYS = re.compile(
    r"(?<![\w+{])\+\+(?P<text>[A-Za-z0-9][\w-]*(?:\+[\w-]+)*|\"[^\"\n]+\")\+\+(?!\+)"
)
_ABBREVIATION = re.compile(
    r"^ {0,3}\*\[(?P<short>[^\]\n]+)\]:[ \t]*(?P<long>[^\n]+)\n?", re.MULTILINE
)
_INLINE_FOOTNOTE = re.compile(
    r"(?<![\w\\\[])\^\[(?P<text>[^\[\]\n]+)\]|(?<=\w)\^\[(?P<after>[^\[\]\n]+)\]"
)
_CONTENTS = re.compile(r"^[ \t]*\[(?:TOC|\[toc\])\][ \t]*$", re.MULTILINE | re.IGNORECASE)
_LINK = re.compile(r"\]\([^()\n]*\)|\[[^\[\]\n]*\]:[^\n]*")


def convert_inline(text: DialectText) -> None:
    """Convert all of these."""
    _each(text, _CONTENTS, lambda _: "", "[TOC] is left out: the theme lists the contents")
    _each(text, _ICON, lambda _: "", "icons are left out")
    _convert_emoji(text)
    _each(text, _COMMENT, lambda _: "", "comments of editors are left out")
    for name, pattern in _HTML.items():
        _wrap(text, pattern, name)
    _each(text, _MARK, lambda match: f"<mark>{match}</mark>")
    _each(text, _INSERTED, lambda match: f"<ins>{match}</ins>")
    _each(text, _KEYS, _keys)
    _convert_abbreviations(text)
    _convert_inline_footnotes(text)


def _each(
    text: DialectText,
    pattern: re.Pattern[str],
    replacement: Callable[[str], str],
    message: str = "",
) -> None:
    """Replace each match of *pattern*, and report the first with *message*."""
    replacements: list[Replacement] = []
    for match in text.matches(pattern, html=True):
        group = "text" if "text" in pattern.groupindex else 0
        if message and not replacements:
            text.note(match.start(), message)
        replacements.append((*match.span(), replacement(text.source(match, group))))
    text.replace(replacements)


def _wrap(text: DialectText, pattern: re.Pattern[str], name: str) -> None:
    """Put the group of each match of *pattern* that is not empty into the HTML element *name*."""
    replacements: list[Replacement] = []
    for match in text.matches(pattern, html=True):
        group = next(key for key, value in match.groupdict().items() if value)
        replacements.append((*match.span(), f"<{name}>{text.source(match, group)}</{name}>"))
    text.replace(replacements)


def _keys(names: str) -> str:
    if names.startswith('"'):
        return f"<kbd>{names[1:-1]}</kbd>"
    return "+".join(f"<kbd>{name.capitalize()}</kbd>" for name in names.split("+"))


def _convert_emoji(text: DialectText) -> None:
    replacements = []
    unknown: dict[str, int] = {}
    for match in text.matches(_EMOJI, html=True):
        names = [each for each in match["names"].split(":") if each]
        chars = [emoji(name) for name in names]
        if all(chars):
            replacements.append((*match.span(), "".join(chars)))
        elif not _is_field(text, match) and not any(name.isdecimal() for name in names):
            unknown.setdefault(match["names"], match.start())
    for name, start in unknown.items():
        text.note(start, f"{name} is left as it is")
    text.replace(replacements)


def _is_field(text: DialectText, match: re.Match[str]) -> bool:
    """Tell whether *match* begins its line, as the options of a directive do."""
    return not text.text[text.text.rfind("\n", 0, match.start()) + 1 : match.start()].strip()


def _convert_abbreviations(text: DialectText) -> None:
    """Explain each abbreviation where it comes first, and remove the list of them."""
    found = list(text.matches(_ABBREVIATION))
    explained = {text.source(each, "short"): text.source(each, "long").strip() for each in found}
    text.replace([(*each.span(), "") for each in found])
    if not explained:
        return
    words = "|".join(re.escape(word) for word in sorted(explained, key=len, reverse=True))
    masked = _LINK.sub(lambda match: "\x00" * len(match[0]), text.masked(html=True))
    replacements = []
    seen = set()
    for match in re.finditer(rf"(?<![\w\x00])(?:{words})(?!\w)", masked):
        word = match[0]
        line = masked[masked.rfind("\n", 0, match.start()) + 1 : match.start()]
        if word not in seen and not line.lstrip().startswith("#"):
            seen.add(word)
            long = explained[word].translate(str.maketrans("()`", "[]'"))
            replacements.append((*match.span(), f"{{abbr}}`{word} ({long})`"))
    text.replace(replacements)


def _convert_inline_footnotes(text: DialectText) -> None:
    """Give each footnote within a paragraph a name, and write it below the text."""
    notes: list[str] = []
    replacements = []
    for match in text.matches(_INLINE_FOOTNOTE, html=True):
        group = "text" if match["text"] else "after"
        name = f"inline-{len(notes) + 1}"
        notes.append(f"[^{name}]: {text.source(match, group).strip()}")
        replacements.append((*match.span(), f"[^{name}]"))
    if notes:
        end = len(text.text)
        replacements.append((end, end, "\n\n" + "\n".join(notes)))
    text.replace(replacements)
