"""Which front matter can have no say in how a page is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from sphinx_transcript.card import KEYS

if TYPE_CHECKING:
    from collections.abc import Sequence

_FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# MyST has YAML read by Python, which is slow, and refuses what libyaml takes, such as [a?b]. Of
# lines like these both make the same.
_SAME_TO_BOTH = re.compile(
    r"""(?:
      (?: [A-Za-z_]+: | [ ]{0,8}-[ ] )
      (?: [ ]?
        (?: "[^"\\\n]*"
          | \[ [\w ./,-]* \]
          | \d{4}-\d\d-\d\d (?: [ T]\d\d:\d\d (?: :\d\d )? )?
          | [\w/] [\w ,.'()/+?!;-]*
        )
      )?
      (?: \n | \Z )
    )*""",
    re.VERBOSE,
)
# MyST has keys with which a document changes its settings. docutils gives some keys, in each
# language others, a meaning, and takes their values for text with markup.
_SETTINGS = frozenset({"myst", "mystnb", "substitutions", "html_meta"})
_OURS = frozenset(KEYS) - {"author", "authors", "date"}
_PLAIN_VALUE = re.compile(r"[\w .,:/@+-]+")
_LONGEST = 20_000


def is_plain_front_matter(content: str) -> bool:
    """Tell whether nothing in the front matter *content*, as YAML, can go wrong in a build."""
    if len(content) > _LONGEST:
        return False
    loader = _FAST if _SAME_TO_BOTH.fullmatch(content) else yaml.SafeLoader
    try:
        data = yaml.load(content, loader)  # noqa: S506 (a safe loader)
    except (yaml.YAMLError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return False
    return isinstance(data, dict) and all(
        isinstance(key, str)
        and key not in _SETTINGS
        and (key in _OURS or all(_PLAIN_VALUE.fullmatch(str(each)) for each in _items(value)))
        for key, value in data.items()
    )


def _items(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) and value else [value]
