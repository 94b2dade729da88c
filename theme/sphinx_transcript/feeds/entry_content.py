"""The text of posts in feeds: a summary, and HTML with absolute URLs and unique ids.

The HTML is rendered from the resolved doctree when the post's page is written. A later build may
write a feed without writing the pages of its posts, so the text is also saved beside the doctrees.
"""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.osutil import relative_uri

from sphinx_transcript.addresses.urls import absolute_url, page_url
from sphinx_transcript.feeds.feed_files import has_full_text, posts_in_feeds
from sphinx_transcript.feeds.model import EntryText
from sphinx_transcript.feeds.saved_entries import SavedEntries
from sphinx_transcript.fragments.feed_cleaning import clean_for_feed
from sphinx_transcript.fragments.moving import Destination, move_tree
from sphinx_transcript.fragments.parsing import parse, serialize
from sphinx_transcript.pages.embedded_content import (
    PAGE_BOUND,
    body_nodes,
    id_prefix,
    remove_page_bound_nodes,
    resolve_doctree,
)
from sphinx_transcript.pages.embedded_numbers import prefixed_numbers
from sphinx_transcript.pages.html_fragment import render_fragment
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.records.resolved_excerpts import description_of
from sphinx_transcript.support.document_guard import attempt, connect_document_handler
from sphinx_transcript.support.tree_copies import TreeCopy
from sphinx_transcript.theme.page_doctree import table_scroll

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_SAVED = SavedEntries("transcript-feeds.json", version=3, size=3)
"""A key, the HTML and the summary of each post, by docname."""
_WHAT = "the text in feeds"


class _PlainHighlighter:
    """Replaces Sphinx's highlighter: feed readers have no style sheet for highlighted code."""

    def highlight_block(self, source: str, lang: str, **options: Any) -> str:
        """Return *source* without highlighting."""
        return f"<pre><code>{escape(source, quote=False)}</code></pre>\n"


class EntryContents:
    """The texts of the posts that feeds contain, in one build."""

    def __init__(self) -> None:
        self._rendered: dict[str, str | None] = {}
        """The HTML that this build rendered, by docname; None where that failed."""
        self._docnames: set[str] | None = None
        """The posts that feeds contain; None until they are needed."""
        self._is_any_gone = False
        """Whether a document may be gone that saved texts are of."""

    def connect(self, app: Sphinx) -> None:
        """Connect the handler that renders posts, after all others that change a document."""
        app.connect("env-get-outdated", self.note_new_environment)
        app.connect("env-purge-doc", self.note_purged)
        app.connect("env-updated", self.forget_documents)
        connect_document_handler(app, "doctree-resolved", self.render_resolved, _WHAT, priority=950)

    def begin(self) -> None:
        """Forget the previous build of the same application."""
        self._rendered.clear()
        self._docnames = None

    def note_new_environment(self, app: Sphinx, env: BuildEnvironment, *_: object) -> list[str]:
        """Handle ``env-get-outdated``: note whether nothing is known of earlier documents."""
        self._is_any_gone = not env.all_docs
        return []

    def note_purged(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Handle ``env-purge-doc``: note whether the document is gone; a withdrawn post is."""
        if docname not in env.found_docs:
            self._is_any_gone = True

    def forget_documents(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Handle ``env-updated``: forget the texts of documents that are gone.

        Those of all builders: the doctrees may be where the site is put online from.
        """
        if self._is_any_gone:
            saved = _SAVED.load(app)
            kept = {
                builder: {name: entry for name, entry in entries.items() if name in env.found_docs}
                for builder, entries in saved.items()
            }
            if kept != saved:
                _SAVED.save(app, kept)
        return []

    def render_resolved(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Handle ``doctree-resolved``: render a post for feeds when its page is written."""
        if blog_domain(app.env).is_embedding or not has_full_text(app):
            return
        if docname in self._docnames_in_feeds(app):
            self._rendered[docname] = attempt(
                _WHAT, docname, lambda: _render_copy(app, docname, doctree), None
            )

    def by_docname(self, app: Sphinx, digests: Mapping[str, str]) -> dict[str, EntryText]:
        """Return the text of each post that a feed contains, by docname.

        *digests* are those of the texts of pages. Saved text is used only if its digest is still
        the same.
        """
        docnames = self._docnames_in_feeds(app)
        if not docnames:
            return {}
        saved = _SAVED.load(app)
        previous = saved.get(app.builder.name, {})
        posts = blog_domain(app.env).posts
        entries: dict[str, list[str]] = {}
        failed: dict[str, list[str]] = {}
        content: str | None
        for docname in sorted(docnames):
            key = f"{digests.get(docname)} {app.env.all_docs[docname]}"
            previous_key, content, summary = previous.get(docname, ("", "", ""))
            is_current = previous_key == key
            if docname in self._rendered:
                content = self._rendered[docname]
            elif not has_full_text(app):
                content = ""
            elif not is_current:
                render = partial(_render_afresh, app, docname)
                content = attempt(_WHAT, docname, render, None)
            if not is_current:
                summary = description_of(app, posts[docname])
            if content is None:
                failed[docname] = [key, "", summary]  # The next build tries again.
            else:
                entries[docname] = [key, content, summary]
        if entries != previous:
            _SAVED.save(app, {**saved, app.builder.name: entries})
        return {
            docname: EntryText(content, summary)
            for docname, (_, content, summary) in (entries | failed).items()
        }

    def _docnames_in_feeds(self, app: Sphinx) -> set[str]:
        if self._docnames is None:
            self._docnames = posts_in_feeds(app)
        return self._docnames


def _render_afresh(app: Sphinx, docname: str) -> str:
    return _render(app, docname, resolve_doctree(app, docname))


def _render_copy(app: Sphinx, docname: str, doctree: nodes.document) -> str:
    copy = TreeCopy(doctree)
    if not copy.has((*PAGE_BOUND, table_scroll)):
        return _render_elements(app, docname, body_nodes(copy.doctree), copy.elements)
    remove_page_bound_nodes(copy.doctree)
    return _render(app, docname, copy.doctree)


def _render(app: Sphinx, docname: str, doctree: nodes.document) -> str:
    """Return the HTML of the post *docname*, and modify its *doctree*."""
    for box in list(doctree.findall(table_scroll)):
        box.parent.replace(box, box.children)  # It is made for the style sheet of the site.
    content = body_nodes(doctree)
    elements = [node for part in content for node in part.findall(nodes.Element)]
    return _render_elements(app, docname, content, elements)


def _render_elements(
    app: Sphinx, docname: str, content: list[nodes.Node], elements: list[nodes.Element]
) -> str:
    """Return the HTML of *content*, whose *elements* are modified."""
    page, prefix = page_url(app, docname), id_prefix(docname)
    for node in elements:
        attributes = node.attributes
        attributes["ids"] = [prefix + name for name in attributes.get("ids") or ()]
        if "backrefs" in attributes:
            attributes["backrefs"] = []
        refid = attributes.pop("refid", None)
        target = attributes.get("refuri")
        if target and str(target).startswith("#"):
            node["refuri"] = page + target
        elif target:
            node["refuri"] = absolute_url(app, target, docname)
        elif isinstance(node, nodes.reference) and refid is not None:
            # Without a target, as in MyST's ``[text](#)``, it leads to the top of the page.
            node["refuri"] = f"{page}#{refid}" if refid else page
        elif isinstance(node, nodes.footnote_reference):
            link = nodes.reference("", node.astext(), refuri=f"{page}#{refid or ''}")
            node.replace_self(nodes.superscript("", "", link))
        elif isinstance(node, nodes.problematic):
            node.replace_self(nodes.inline("", node.astext()))
        elif isinstance(node, nodes.image) and node["uri"] not in app.env.images:
            node["uri"] = absolute_url(app, node["uri"])
    return _to_html(app, docname, content)


def _to_html(app: Sphinx, docname: str, content: list[nodes.Node]) -> str:
    page = app.builder.get_target_uri(docname)
    html = render_fragment(
        app,
        docname,
        content,
        builder_attributes={
            # Relative as on the page: an extension that joins paths would make an address of
            # "https://" one with a single slash. _for_feed makes them absolute.
            "imgpath": relative_uri(page, app.builder.imagedir),
            "dlpath": relative_uri(page, "_downloads"),
            "secnumbers": app.env.toc_secnumbers.get(docname, {}),
            "fignumbers": prefixed_numbers(app, docname, id_prefix(docname)),
            "add_permalinks": False,
        },
        # The entry itself has the title, so sections start one level below it.
        translator_attributes={"highlighter": _PlainHighlighter(), "section_level": 1},
    )
    return _for_feed(app, docname, html).strip()


def _for_feed(app: Sphinx, docname: str, html: str) -> str:
    """Return the *html* of a post as a feed may contain it; see `fragments`."""
    destination = Destination(
        url=lambda url: absolute_url(app, url, docname),
        left_out=lambda part: page_url(app, docname) + part.removesuffix("#"),
        prefix=id_prefix(docname),
        links_within=False,
    )
    tree = parse(html)
    move_tree(tree, destination, is_marked=False)
    clean_for_feed(tree)
    return serialize(tree)
