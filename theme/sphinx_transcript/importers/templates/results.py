"""What can replace a tag besides text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """What replaces a tag and all that is inside, as a block of its own."""

    text: str


@dataclass(frozen=True, slots=True)
class Wrapped:
    """What replaces an opening tag and its closing tag, each as a block of its own."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class AsItWas:
    """What stays of a tag whose inside is no text, but a pattern that the system fills in."""


Result = str | Block | Wrapped | AsItWas
