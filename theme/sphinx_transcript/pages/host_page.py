"""The page on which a listing is shown."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


@dataclass(frozen=True, slots=True)
class HostPage:
    """The page on which a listing is shown: its links are relative to it."""

    app: Sphinx
    pagename: str
    linkable: set[str] | None = None
    """The docnames that the page can link to; None for all."""
    embed_counts: Counter[str] = field(default_factory=Counter)
    """How often the text of each post has been embedded in the page, by docname."""
    is_generated: bool = False
    """Whether the page is a generated one, which has only an HTML form."""
