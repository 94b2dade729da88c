"""The addresses that a transcript lists for its links."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from sphinx_transcript.domain import blog_domain
from sphinx_transcript.sources import source_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils.nodes import Element
    from sphinx.application import Sphinx


def link_namer(app: Sphinx, docname: str) -> Callable[[Element], str]:
    """Return what gives the address of a reference in the document *docname*, or '' for none.

    A page of this site goes by the path of its source file: that is the one name which is the
    same for every builder, and the one that the prompts use. A place in the page itself has none.
    """
    target_uri = app.builder.get_target_uri
    here = target_uri(docname)
    domain = blog_domain(app.env)
    if domain.sources is None:
        # For the builder `transcript` the target of a document is its source already.
        domain.sources = {
            target_uri(name).rstrip("/"): source_of(app.env, name) for name in app.env.found_docs
        }
    sources = domain.sources

    def name(reference: Element) -> str:
        uri = str(reference.get("refuri", ""))
        if not reference.get("internal"):
            return uri
        path, hash_sign, fragment = uri.partition("#")
        if not path:
            return ""
        target = posixpath.normpath(posixpath.join(posixpath.dirname(here), path))
        source = sources.get("" if target == "." else target)
        return f"{source}{hash_sign}{fragment}" if source else ""

    return name
