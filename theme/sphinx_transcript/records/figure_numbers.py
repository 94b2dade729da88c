"""Numbers of figures, tables and code blocks in documents that are in no toctree.

Sphinx numbers only what it reaches through the toctrees of the root document, and a post needs
none. So the role ``numref`` would find no number in a post. Such a document is numbered from 1.
See https://www.sphinx-doc.org/en/master/usage/configuration.html#confval-numfig
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.domains.std import StandardDomain

from sphinx_transcript.records.blog_records import blog_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def record_figures(app: Sphinx, doctree: nodes.document) -> None:
    """Handle ``doctree-read``: record the nodes of the document that can have a number."""
    if not app.config.numfig:
        return
    figures = tuple(
        (figure_type, node["ids"][0])
        for node in doctree.findall(nodes.Element)
        if not isinstance(node, nodes.section)
        and node["ids"]
        and (figure_type := _figure_type(app.env, node))
    )
    if figures:
        blog_domain(app.env).figures[app.env.docname] = figures


def number_figures(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Handle ``env-get-updated``, after Sphinx has assigned its numbers: assign the others.

    Pages with changed numbers are found by their digests, so no docname is returned.
    """
    if app.config.numfig:
        for docname, figures in blog_domain(env).figures.items():
            if docname not in env.toc_fignumbers:
                counts: Counter[str] = Counter()
                numbers: dict[str, dict[str, tuple[int, ...]]] = {}
                for figure_type, node_id in figures:
                    counts[figure_type] += 1
                    numbers.setdefault(figure_type, {})[node_id] = (counts[figure_type],)
                env.toc_fignumbers[docname] = numbers
    return []


def _figure_type(env: BuildEnvironment, node: nodes.Element) -> str | None:
    """Return the type by which Sphinx numbers *node*, such as "table"; None without a caption."""
    for domain in env.domains.sorted():
        figure_type = domain.get_enumerable_node_type(node)
        if isinstance(domain, StandardDomain) and not domain.get_numfig_title(node):
            continue
        if figure_type:
            return figure_type
    return None
