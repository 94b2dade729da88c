"""Front matter that is harmless: a build can't warn of it, and it does not affect the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from sphinx_transcript.post.metadata import KEY_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

_FAST_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# MyST-Parser loads YAML with the slow loader written in Python. It refuses some text that libyaml
# accepts, such as [a?b]. For lines that match this, both loaders return the same.
_SAME_FOR_BOTH_LOADERS = re.compile(
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
# With these keys a document changes the settings of MyST-Parser.
_SETTINGS_KEYS = frozenset({"myst", "mystnb", "substitutions", "html_meta"})
# docutils parses the values of bibliographic fields as markup, and their names depend on the
# language. These keys are none of them.
_SAFE_KEYS = frozenset(KEY_NAMES) - {"author", "authors", "date"}
_PLAIN_VALUE = re.compile(r"[\w .,:/@+-]+")
_MAX_LENGTH = 20_000


def is_harmless_front_matter(content: str) -> bool:
    """Tell whether no build can warn of the front matter *content*, which is YAML."""
    if len(content) > _MAX_LENGTH:
        return False
    loader = _FAST_LOADER if _SAME_FOR_BOTH_LOADERS.fullmatch(content) else yaml.SafeLoader
    try:
        data = yaml.load(content, loader)  # noqa: S506 (a safe loader)
    except (yaml.YAMLError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return False
    return isinstance(data, dict) and all(
        isinstance(key, str)
        and key not in _SETTINGS_KEYS
        and (key in _SAFE_KEYS or all(_PLAIN_VALUE.fullmatch(str(each)) for each in _items(value)))
        for key, value in data.items()
    )


def _items(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) and value else [value]
