"""Front matter that is harmless: a build can't warn of it, and it does not affect the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from sphinx_transcript.post.metadata import KEY_NAMES
from sphinx_transcript.post.plain_yaml import YAML_ERRORS, load_plain_yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

# With these keys a document changes the settings of MyST-Parser.
_SETTINGS_KEYS = frozenset({"myst", "mystnb", "substitutions", "html_meta"})
# docutils parses the values of bibliographic fields as markup, and their names depend on the
# language. These keys are none of them.
_SAFE_KEYS = frozenset(KEY_NAMES) - {"author", "authors", "date"}
_PLAIN_VALUE = re.compile(r"[\w .,:/@+-]+")
_MAX_LENGTH = 20_000
# Lines of which no loader of YAML is needed to see what they say. All values are texts or lists of
# texts, but for words such as yes, which are plain as well.
_LINE = re.compile(
    r"""(?P<key>[A-Za-z_][A-Za-z0-9_-]*+):
    (?: [ ]"[^"\\\n]*+"
      | [ ]\[ (?:[A-Za-z][A-Za-z0-9 _-]*+ (?:,[ ](?=[A-Za-z]))?+ )*+ \]
      | [ ](?P<plain>[A-Za-z][\w ,.'()/+?!;-]*+)
      | [ ](?P<day>\d{4}-\d\d-\d\d)
    )?+\n""",
    re.VERBOSE,
)

_NO_TEXT = frozenset({"yes", "no", "true", "false", "on", "off", "null"})
"""Keys that are no text to YAML."""


def is_harmless_front_matter(content: str) -> bool:
    """Tell whether no build can warn of the front matter *content*, which is YAML."""
    if len(content) > _MAX_LENGTH:
        return False
    if _is_plain(content):
        return True
    data = load_plain_yaml(content)
    try:
        data = yaml.safe_load(content) if data is None else data
    except YAML_ERRORS:
        return False
    return isinstance(data, dict) and all(
        isinstance(key, str)
        and key not in _SETTINGS_KEYS
        and (key in _SAFE_KEYS or all(_PLAIN_VALUE.fullmatch(str(each)) for each in _items(value)))
        for key, value in data.items()
    )


def _is_plain(content: str) -> bool:
    """Tell whether *content* is harmless and of lines with a key and a plain value each.

    It is the front matter of a post whose keys and date have been read.
    """
    at = 0
    while at < len(content):
        line = _LINE.match(content, at)
        if line is None:
            return False
        key, plain = line["key"], line["plain"]
        if key in _SETTINGS_KEYS or key.casefold() in _NO_TEXT:
            return False
        if line["day"]:
            if key != "date":
                return False
        elif key not in _SAFE_KEYS and not (plain and _PLAIN_VALUE.fullmatch(plain)):
            return False
        at = line.end()
    return at > 0


def _items(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) and value else [value]
