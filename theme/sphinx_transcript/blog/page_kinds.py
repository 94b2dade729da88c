"""The kinds of generated pages, for ``transcript_pages``."""

from __future__ import annotations

from typing import Literal

from sphinx_transcript.blog.taxonomy import TERM_KINDS

PageKind = Literal["post", "tag", "category", "author", "series", "archive"]
PAGE_KINDS: tuple[PageKind, ...] = ("post", *TERM_KINDS, "archive")
