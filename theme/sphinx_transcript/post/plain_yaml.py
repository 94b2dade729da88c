"""Front matter in plain YAML, which the loader written in C and the one in Python read alike."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import yaml

from sphinx_transcript.support.lazy_patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable

# PyYAML's loader in Python refuses some text that libyaml accepts, such as [a?b]. For lines that
# match this, both loaders return the same.
_SAME_FOR_BOTH_LOADERS = lazy_pattern(
    r"""(?:
      [ ]{0,8} (?: [A-Za-z_][A-Za-z0-9_-]*: | -[ ] )
      (?: [ ]?
        (?: "[^"\\\n]*"
          | '[^'\n]*'
          | \[ [\w ./,-]* \]
          | \d{4}-\d\d-\d\d (?: [ T]\d\d:\d\d (?: :\d\d )? )?
          | [\w/] [\w ,.'()/+?!;-]*
        )
      )?
      (?: \n | \Z )
    )*""",
    re.VERBOSE,
)
# Lines of which each has one value whose type is seen at once. The rest takes a loader.
_KEY = "[A-Za-z_][A-Za-z0-9_-]{0,60}"
_SIMPLE_LINE = lazy_pattern(
    rf"""
      (?P<key> {_KEY} ) : (?: [ ] (?:
          "(?P<quoted> [ !#-\[\]-~\u00a1-\u024f\u2010-\u2027]* )"
        | (?P<date> \d{{4}}-\d\d-\d\d )
        | \[ (?P<words> [A-Za-z0-9_ ,-]+ ) \]
        | (?P<plain> [A-Za-z] [A-Za-z0-9_ ,.'()/+?!;-]* )
      ) )? (?: \n | \Z )
    """,
    re.VERBOSE | re.ASCII,
)
_WORD = lazy_pattern(r"[A-Za-z][A-Za-z0-9_-]*(?: [A-Za-z0-9_-]+)*", re.ASCII)
_NO_STRINGS = frozenset({"yes", "no", "true", "false", "on", "off", "null"})
"""Words that YAML doesn't take for text."""
_FAST_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
YAML_ERRORS = (yaml.YAMLError, ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What PyYAML raises for text that it can't load."""


def load_plain_yaml(content: str) -> Any:
    """Return the data of the YAML *content*, or None if it isn't plain or can't be loaded.

    The data are those that PyYAML's loader in Python returns, for a fraction of the time.
    """
    simple = _load_simple(content)
    if simple is not None:
        return simple
    if not _SAME_FOR_BOTH_LOADERS.fullmatch(content):
        return None
    try:
        return yaml.load(content, _FAST_LOADER)  # noqa: S506 (a safe loader)
    except YAML_ERRORS:
        return None


def _load_simple(content: str) -> dict[str, Any] | None:
    """Return the data of *content* if each line has a simple value; None otherwise."""
    data: dict[str, Any] = {}
    at = 0
    while at < len(content):
        line = _SIMPLE_LINE.match(content, at)
        if line is None or line["key"].lower() in _NO_STRINGS:
            return None
        at = line.end()
        kind = line.lastgroup
        try:
            value = None if kind == "key" else _READ[str(kind)](line[str(kind)])
        except ValueError:
            return None
        data[line["key"]] = value
    return data or None


def _read_text(text: str) -> str:
    text = text.rstrip(" ")
    if text.lower() in _NO_STRINGS:
        raise ValueError(text)
    return text


def _read_words(text: str) -> list[str]:
    words = [word.strip(" ") for word in text.split(",")]
    if not all(map(_WORD.fullmatch, words)):
        raise ValueError(text)
    return [_read_text(word) for word in words]


_READ: dict[str, Callable[[str], Any]] = {
    "quoted": str,
    "date": date.fromisoformat,
    "words": _read_words,
    "plain": _read_text,
}
