"""Links from footnotes and citations back to where they are referenced.

docutils makes the label of a footnote a link if there is one reference, and writes numbered links
after the label if there are several: these are put below the text of the footnote.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_transcript.support.translations import text

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

_LABEL_LINK = '<a role="doc-backlink"'
_NUMBERED_LINKS = '<span class="backrefs">'


def patch_label(node: nodes.Element, html: str) -> str:
    """Name the link of a label; leave out the numbered links, which `depart_note` writes."""
    if html.startswith(_NUMBERED_LINKS):
        return ""
    meaning = text("back to the reference")
    name = f"{node.astext()}: {meaning}"
    return html.replace(_LABEL_LINK, f'{_LABEL_LINK} aria-label="{escape(name)}"')


def depart_note(self: HTML5Translator, node: nodes.Element) -> None:
    """Write the end tag of a footnote or citation, after links to its references if several."""
    references: list[str] = node.get("backrefs", []) if self.settings.footnote_backlinks else []
    if len(references) > 1 and isinstance(node[0], nodes.label):
        links = [
            _link(reference, number, len(references))
            for number, reference in enumerate(references, 1)
        ]
        self.body.append(f'<p class="ts-backlinks">{" ".join(links)}</p>\n')
    getattr(type(self), f"depart_{type(node).__name__}")(self, node)


def _link(reference: str, number: int, count: int) -> str:
    name = str(text("back to reference {number} of {count}")).format(number=number, count=count)
    return f'{_LABEL_LINK} href="#{escape(reference)}" aria-label="{escape(name)}">{number}</a>'
