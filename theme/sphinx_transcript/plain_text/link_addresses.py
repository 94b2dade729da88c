"""The addresses in the numbered list of links at the end of a transcript."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.support.build_cache import CacheKey
from sphinx_transcript.support.source_paths import source_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils.nodes import Element
    from sphinx.application import Sphinx

_SOURCES = CacheKey[dict[str, str]]("source paths by address")


def address_lookup(app: Sphinx, docname: str) -> Callable[[Element], str]:
    """Return a function that returns the address of a reference in the document *docname*.

    The address of a document of this site is the path of its source file. That path is the same
    for every builder, and the prompts use it, too. A reference within the page, or to a page
    without a source, has the address ''.
    """
    target_uri = app.builder.get_target_uri
    page_uri = target_uri(docname)
    sources = blog_domain(app.env).cache.get(_SOURCES, lambda: _sources_by_address(app))

    def address(reference: Element) -> str:
        uri = str(reference.get("refuri", ""))
        if not reference.get("internal"):
            return uri
        path, hash_sign, fragment = uri.partition("#")
        if not path:
            return ""
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page_uri), path))
        source = sources.get("" if target == "." else target)
        return f"{source}{hash_sign}{fragment}" if source else ""

    return address


def _sources_by_address(app: Sphinx) -> dict[str, str]:
    # The builder `transcript` has the source path as target URI already.
    target_uri = app.builder.get_target_uri
    return {target_uri(name).rstrip("/"): source_path(app.env, name) for name in app.env.found_docs}
