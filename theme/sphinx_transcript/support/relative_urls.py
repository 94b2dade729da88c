"""Relative URLs."""

from __future__ import annotations

from urllib.parse import urlsplit


def is_relative_url(uri: str) -> bool:
    """Return whether *uri* is relative, without a scheme, a host or a slash at the start."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc and not uri.startswith("/")
