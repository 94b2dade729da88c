"""The front matter of a post as messages that Sphinx extracts and translates.

Sphinx translates the nodes of a document. A description, a tag, a category or a series stands in
front matter, so each gets a node of its own, in the catalogue of the post's document. The title is
a node of the document already. See https://www.sphinx-doc.org/en/master/usage/advanced/intl.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.gettext import MessageCatalogBuilder
from sphinx.transforms import SphinxTransform

from sphinx_transcript.records.blog_records import blog_domain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx


class post_message(addnodes.translatable, nodes.comment):  # noqa: N801 (docutils' are lower case)
    """A message of front matter, in the attribute ``message``. No builder shows it.

    There is a node for each message, because Sphinx notes for whole nodes what is translated.
    """

    def preserve_original_messages(self) -> None:
        """Do nothing: the translation is stored beside the message."""

    def apply_translated_message(self, original_message: str, translated_message: str) -> None:
        """Store the translation."""
        self["translation"] = " ".join(translated_message.split())

    def extract_original_messages(self) -> Sequence[str]:
        """Return the message."""
        return [self["message"]]


class PostMessages(SphinxTransform):
    """Adds the messages of a post's front matter to its document."""

    # After `PostTitle` (5), and before Sphinx preserves (10) and translates (20) messages.
    default_priority = 6

    def apply(self, **kwargs: Any) -> None:
        """Append a node for each message."""
        metadata = blog_domain(self.env).post_metadata.get(self.env.docname)
        if metadata is None:
            return
        given = [metadata.description, *metadata.tags, *metadata.categories, metadata.series]
        for message in filter(None, dict.fromkeys(given)):
            node = post_message("", message=message)
            node.source, node.line = self.document["source"], 1
            self.document.append(node)


def translations(doctree: nodes.document) -> dict[str, str]:
    """Return the translations of the messages of *doctree* that have one."""
    found = [node for node in doctree.children if isinstance(node, post_message)]
    return {node["message"]: node["translation"] for node in found if node.get("translation")}


def remove_messages(app: Sphinx, doctree: nodes.document) -> None:
    """Handle ``doctree-read``: remove the nodes, except from what ``gettext`` extracts.

    Sphinx lets no other builder use the doctrees of ``gettext``.
    """
    if not isinstance(app.builder, MessageCatalogBuilder):
        for node in [node for node in doctree.children if isinstance(node, post_message)]:
            doctree.remove(node)
