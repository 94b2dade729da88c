"""The plain text of titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.node_text.inline_text import Kept, inline_text

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.environment import BuildEnvironment

_WORDS = Kept(tex=True, citations=False)
_PICTURES = Kept(pictures=True, tex=True, citations=False)
_NO_TITLE = "<no title>"
"""What Sphinx has for a document without a heading."""


def plain_title(title: nodes.Element | None) -> str:
    """Return the plain text of *title*, the title of a document or the heading of a section.

    This is what stands wherever a title is shown as text: in contents and listings, in the head of
    a page, in feeds and on cards. Pictures count only where there is nothing else, such as in a
    heading that is the logo of a project; otherwise they are mostly badges.
    """
    if title is None:
        return ""
    return inline_text(title, _WORDS) or inline_text(title, _PICTURES)


def document_title(env: BuildEnvironment, docname: str, *, own: bool = False) -> str:
    """Return the title of the document *docname* as plain text.

    Without a heading this is the last part of *docname*; *own* asks for the title that the document
    has in its own ``<title>``, which the directive ``title`` may set.
    """
    title = (env.longtitles if own else env.titles).get(docname)
    text = plain_title(title)
    has_heading = docname in env.tocs and bool(env.tocs[docname].children)
    if not text or (text == _NO_TITLE and not has_heading):
        return docname.removesuffix("/index").rpartition("/")[2]
    return text
