"""The prompt in the header of each page."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Prompt:
    """The parts of the prompt; '' for a part that the style leaves out."""

    user_host: str
    path: str
    symbol: str


def make_prompt(user: str, host: str, symbol: str, style: str, base_url: str) -> Prompt:
    """Return the parts of the prompt in the given *style*.

    Without a *host*, the prompt has the host of *base_url*, or else ``localhost``.
    """
    try:
        full_host = host or urlsplit(base_url).hostname or "localhost"
    except ValueError:
        full_host = "localhost"
    return Prompt(
        user_host=f"{user}@{full_host}" if style == "full" else "",
        path="" if style == "minimal" else "~",
        symbol=symbol,
    )
