"""The commands in the prompts of a page."""

from __future__ import annotations

import re
from html import unescape


def commands_in(html: str) -> list[str]:
    """Return the commands in *html* as text, in their order."""
    found = re.findall(r"<kbd>(.*?)</kbd>", html)
    return [unescape(re.sub(r"</?span[^>]*>", "", command)) for command in found]
