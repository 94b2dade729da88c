"""The document at ``blog_path``, in whose place ABlog writes the page of all posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_transcript.ablog.conf_values import PAGE_LENGTH
from sphinx_transcript.blog.listing import Listing
from sphinx_transcript.pages.generated.page_plan import kind_title
from sphinx_transcript.pages.nodes import blog_index
from sphinx_transcript.records.blog_records import blog_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def fill(app: Sphinx, doctree: nodes.document) -> None:
    """Put the list of all posts into the document at ``blog_path``, unless it has a list.

    ABlog writes its page over the document ``blog``, whatever it has, and with the builder
    ``dirhtml`` also over ``blog/index``. So the first has only its title and its toctrees left.
    The second keeps its content, because it is a page of its own with the builder ``html``.
    """
    docname, config = app.env.docname, app.config
    if not config.transcript_ablog or config[PAGE_LENGTH] is None:
        return
    folder = str(config.blog_path or "").strip("/")
    domain = blog_domain(app.env)
    if (
        docname not in {folder, f"{folder}/index"}
        or docname in {"", config.root_doc}
        or docname in domain.post_metadata
        or domain.listings.get(docname)
    ):
        return
    section = _top_section(doctree)
    if docname == folder:
        _empty(section)
    listing = Listing(paginate=config[PAGE_LENGTH], pinned_first=False)
    domain.add_listing(docname, listing)
    node = blog_index(listing=listing)
    node.source, node.line = doctree["source"], 1
    section += node


def _top_section(doctree: nodes.document) -> nodes.section:
    """Return the first section of *doctree*, or a new one if it has none."""
    section = next((node for node in doctree if isinstance(node, nodes.section)), None)
    if section is None:
        title = str(kind_title("post"))
        section = nodes.section("", nodes.title(title, title), names=[title])
        doctree.note_implicit_target(section, section)
        section.extend(doctree.children)
        doctree[:] = [section]
    return section


def _empty(section: nodes.section) -> None:
    """Remove the content of *section*, except its title and hidden toctrees of the navigation."""
    toctrees = list(section.findall(addnodes.toctree))
    for toctree in toctrees:
        toctree["hidden"] = True
    kept = [node for node in section if isinstance(node, nodes.title | nodes.target)]
    section[:] = [*kept, *toctrees]
