"""The kinds of generated pages."""

from __future__ import annotations

from typing import Literal

from sphinx_transcript.taxonomy import KINDS

PageKind = Literal["post", "tag", "category", "author", "series", "archive"]
PAGE_KINDS: tuple[PageKind, ...] = ("post", *KINDS, "archive")
