"""The search index: the words of a site, in shards that a reader's browser loads as it needs them.

Resolved doctrees and the objects of domains come in, and what an extension adds to them. Scripts
below ``_static/search`` go out, which the engine of the theme reads. This room knows no blog.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx


def register(
    app: Sphinx,
    is_wanted: Callable[[Sphinx], bool],
    listings: Callable[[Sphinx], list[tuple[str, str]]],
) -> None:
    """Register the handlers that write the index of sites for which *is_wanted* says so.

    *listings* returns the pages that list others, each with its name and its address, which are
    offered where nothing is found.
    """
    from sphinx_transcript.search.index_builder import IndexBuilder

    IndexBuilder(is_wanted, listings).connect(app)
