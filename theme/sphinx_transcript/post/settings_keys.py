"""Keys of front matter that change the settings of MyST-Parser for one document."""

from __future__ import annotations

import re

_FRONT_MATTER_END = re.compile(r"\n(?:---|\.\.\.)")
# Front-matter keys that change MyST's settings for one document. An escape could hide one.
_SETTINGS_KEYS = re.compile(r"myst|html_meta|substitutions|\\")


def may_change_settings(source: str) -> bool:
    """Return whether the front matter of *source* may change MyST's settings."""
    if not source.startswith("---"):
        return False
    end = _FRONT_MATTER_END.search(source)
    return bool(_SETTINGS_KEYS.search(source, 0, end.start() if end else len(source)))
