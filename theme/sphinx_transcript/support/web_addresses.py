"""Absolute http and https URLs, as configuration values and front matter accept them."""

from __future__ import annotations

import re

ACCEPTED_ADDRESS = "an address such as https://example.org/"
"""What is accepted, for messages and documentation."""

ADDRESS_PATTERN = r"https?://[^\s/]+"
"""Matches the start of such a URL; a regular expression of both Python and ECMAScript."""


def is_web_address(text: str) -> bool:
    """Return whether *text* begins as an absolute http or https URL."""
    return re.match(ADDRESS_PATTERN, text) is not None
