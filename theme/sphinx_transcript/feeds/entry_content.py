"""The full text of posts in feeds: HTML with absolute URLs and unique ids.

It is rendered from the resolved doctree when the post's page is written. A later build may write a
feed without writing the pages of its posts, so the HTML is also saved beside the doctrees.
"""

from __future__ import annotations

import json
from contextlib import suppress
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_transcript.addresses.urls import absolute_url, base_url, page_url
from sphinx_transcript.feeds.absolute_urls import make_urls_absolute
from sphinx_transcript.feeds.feed_files import posts_in_full
from sphinx_transcript.pages.embedded_content import (
    body_nodes,
    id_prefix,
    remove_page_bound_nodes,
    resolve_doctree,
)
from sphinx_transcript.pages.embedded_numbers import prefixed_numbers
from sphinx_transcript.pages.html_fragment import render_fragment
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.support.atomic_write import write_atomically
from sphinx_transcript.support.document_guard import attempt, connect_document_handler

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx

FILE_NAME = "transcript-feeds.json"
_VERSION = 2
_WHAT = "the text in feeds"


class _PlainHighlighter:
    """Replaces Sphinx's highlighter: feed readers have no style sheet for highlighted code."""

    def highlight_block(self, source: str, lang: str, **options: Any) -> str:
        """Return *source* without highlighting."""
        return f"<pre><code>{escape(source, quote=False)}</code></pre>\n"


class EntryContents:
    """The HTML of the posts that feeds contain in full, in one build."""

    def __init__(self) -> None:
        self._rendered: dict[str, str] = {}
        """The HTML that this build rendered, by docname."""
        self._docnames: set[str] | None = None
        """The posts that feeds contain in full; None until they are needed."""

    def connect(self, app: Sphinx) -> None:
        """Connect the handler that renders posts, after all others that change a document."""
        connect_document_handler(app, "doctree-resolved", self.render_resolved, _WHAT, priority=950)

    def begin(self) -> None:
        """Forget the previous build of the same application."""
        self._rendered.clear()
        self._docnames = None

    def render_resolved(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Handle ``doctree-resolved``: render a post for feeds when its page is written."""
        if blog_domain(app.env).is_embedding:
            return
        if docname in self._docnames_in_full(app):
            self._rendered[docname] = attempt(
                _WHAT, docname, lambda: _render(app, docname, doctree.deepcopy()), ""
            )

    def by_docname(self, app: Sphinx, digests: Mapping[str, str]) -> dict[str, str]:
        """Return the HTML of each post that a feed contains in full, by docname.

        *digests* are the digests of the pages. Saved HTML is used only if the digest of its page
        is still the same.
        """
        docnames = self._docnames_in_full(app)
        if not docnames:
            return {}
        saved = _load(app)
        previous = saved.get(app.builder.name, {})
        entries: dict[str, list[str]] = {}
        for docname in sorted(docnames):
            key = f"{digests.get(docname)} {app.env.all_docs[docname]}"
            previous_key, content = previous.get(docname, ("", ""))
            if docname in self._rendered:
                content = self._rendered[docname]
            elif previous_key != key:
                render = partial(_render_afresh, app, docname)
                content = attempt(_WHAT, docname, render, "")
            entries[docname] = [key, content]
        if entries != previous:
            _save(app, {**saved, app.builder.name: entries})
        return {docname: content for docname, (_, content) in entries.items()}

    def _docnames_in_full(self, app: Sphinx) -> set[str]:
        if self._docnames is None:
            self._docnames = posts_in_full(app)
        return self._docnames


def _render_afresh(app: Sphinx, docname: str) -> str:
    return _render(app, docname, resolve_doctree(app, docname))


def _render(app: Sphinx, docname: str, doctree: nodes.document) -> str:
    """Return the HTML of the post *docname*, and modify its *doctree*."""
    remove_page_bound_nodes(doctree)
    content = body_nodes(doctree)
    elements = [
        node for part in content for node in part.findall() if isinstance(node, nodes.Element)
    ]
    page, prefix = page_url(app, docname), id_prefix(docname)
    for node in elements:
        node["ids"] = [prefix + name for name in node.get("ids") or []]
        if "backrefs" in node:
            node["backrefs"] = []
        refid = node.attributes.pop("refid", None)
        if str(node.get("refuri") or "").startswith("#"):
            node["refuri"] = page + node["refuri"]
        elif node.get("refuri"):
            node["refuri"] = absolute_url(app, node["refuri"], docname)
        elif isinstance(node, nodes.reference) and refid is not None:
            # Without a target, as in MyST's ``[text](#)``, it leads to the top of the page.
            node["refuri"] = f"{page}#{refid}" if refid else page
        elif isinstance(node, nodes.footnote_reference):
            link = nodes.reference("", node.astext(), refuri=f"{page}#{refid or ''}")
            node.replace_self(nodes.superscript("", "", link))
        elif isinstance(node, nodes.problematic):
            node.replace_self(nodes.inline("", node.astext()))
        elif isinstance(node, nodes.raw) and "html" in node.get("format", ""):
            html = make_urls_absolute(node.astext(), lambda uri: absolute_url(app, uri, docname))
            node.children = [nodes.Text(html)]
        elif isinstance(node, nodes.image) and node["uri"] not in app.env.images:
            node["uri"] = absolute_url(app, node["uri"])
    return _to_html(app, docname, content)


def _to_html(app: Sphinx, docname: str, content: list[nodes.Node]) -> str:
    base = base_url(app)
    html = render_fragment(
        app,
        docname,
        content,
        builder_attributes={
            "imgpath": f"{base}_images",
            "dlpath": f"{base}_downloads",
            "secnumbers": app.env.toc_secnumbers.get(docname, {}),
            "fignumbers": prefixed_numbers(app, docname, id_prefix(docname)),
            "add_permalinks": False,
        },
        # The entry itself has the title, so sections start one level below it.
        translator_attributes={"highlighter": _PlainHighlighter(), "section_level": 1},
    )
    return html.strip()


def _path(app: Sphinx) -> Path:
    return Path(app.doctreedir, FILE_NAME)


def _load(app: Sphinx) -> dict[str, dict[str, list[str]]]:
    """Return the saved entries, by builder name."""
    try:
        data = json.loads(_path(app).read_text("utf-8"))
        saved = data["builders"] if data["version"] == _VERSION else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}  # All posts are rendered again.
    return saved if isinstance(saved, dict) else {}


def _save(app: Sphinx, entries: dict[str, dict[str, list[str]]]) -> None:
    data = {"version": _VERSION, "builders": entries}
    # If the file can't be written, the next build renders the posts that it needs.
    with suppress(OSError):
        write_atomically(_path(app), json.dumps(data, ensure_ascii=False))
