"""Renders Markdown links, also those to a path that the file system refuses.

MyST-Parser looks for the file of each link. A name that is too long or contains a null byte would
end the build with an exception that does not name the document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from sphinx import addnodes

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode


class LinkRenderer(SphinxRenderer):
    """MyST's renderer, which leaves a link to an impossible path to MyST's reference resolver."""

    def render_link_unknown(self, token: SyntaxTreeNode) -> None:
        """Render the link *token*, to a document, a file or a target."""
        try:
            super().render_link_unknown(token)
        except (OSError, ValueError):
            # The resolver reports an unknown target like that of any other link.
            destination = self.md.normalizeLinkText(str(token.attrGet("href") or ""))
            is_explicit = token.info != "auto" and bool(token.children)
            xref = addnodes.pending_xref(
                refdomain=None,
                reftarget=destination,
                refdoc=self.sphinx_env.docname,
                reftype="myst",
                refexplicit=is_explicit,
            )
            self._process_wrap_node(xref, token, is_explicit, ["xref", "myst"], destination)
