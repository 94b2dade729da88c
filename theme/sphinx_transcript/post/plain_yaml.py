"""Front matter in plain YAML, which the loader written in C and the one in Python read alike."""

from __future__ import annotations

import re
from typing import Any

import yaml

from sphinx_transcript.support.lazy_patterns import lazy_pattern

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
_FAST_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
YAML_ERRORS = (yaml.YAMLError, ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What PyYAML raises for text that it can't load."""


def load_plain_yaml(content: str) -> Any:
    """Return the data of the YAML *content*, or None if it isn't plain or can't be loaded.

    The data are those that PyYAML's loader in Python returns, for a fraction of the time.
    """
    if not _SAME_FOR_BOTH_LOADERS.fullmatch(content):
        return None
    try:
        return yaml.load(content, _FAST_LOADER)  # noqa: S506 (a safe loader)
    except YAML_ERRORS:
        return None
