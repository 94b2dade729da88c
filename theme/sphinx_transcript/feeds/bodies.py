"""The posts' text for feeds: HTML in which every address is absolute and every id its own.

It is made from the resolved doctree when the post's page is written, and kept for later builds
beside the doctrees, since a build may write a feed and not the pages of its posts.
"""

from __future__ import annotations

import json
from contextlib import suppress
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import new_document

from sphinx_transcript.addresses import absolute, base_url, page_url
from sphinx_transcript.domain import blog_domain
from sphinx_transcript.embed import (
    body_nodes,
    drop_what_moves_not,
    id_prefix,
    resolved,
)
from sphinx_transcript.feeds.markup import with_absolute_addresses
from sphinx_transcript.feeds.plan import posts_in_full
from sphinx_transcript.state_files import replace_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx

FILE_NAME = "transcript-feeds.json"
_VERSION = 2


class _Plain:
    """Stands for Sphinx's highlighter."""

    def highlight_block(self, source: str, lang: str, **options: Any) -> str:
        """Return *source* as it is."""
        return f"<pre><code>{escape(source, quote=False)}</code></pre>\n"


class Bodies:
    """The bodies of one build."""

    def __init__(self) -> None:
        self._fresh: dict[str, str] = {}
        self._wanted: set[str] | None = None

    def begin(self) -> None:
        """Forget an earlier build of the same application."""
        self._fresh.clear()
        self._wanted = None

    def note_resolved(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Render the body of a post that is in a feed, while its page is about to be written."""
        if blog_domain(app.env).is_embedding:
            return
        if self._wanted is None:
            self._wanted = posts_in_full(app)
        if docname in self._wanted:
            self._fresh[docname] = _render(app, docname, doctree.deepcopy())

    def of(self, app: Sphinx, digests: Mapping[str, str]) -> dict[str, str]:
        """Return the body of each post that a feed has in full, by docname.

        *digests* are those of the pages: what was rendered for another one is out of date.
        """
        if self._wanted is None:
            self._wanted = posts_in_full(app)
        if not self._wanted:
            return {}
        stored = _load(app)
        kept = stored.get(app.builder.name, {})
        entries: dict[str, list[str]] = {}
        for docname in sorted(self._wanted):
            key = f"{digests.get(docname)} {app.env.all_docs[docname]}"
            old_key, body = kept.get(docname, ("", ""))
            if docname in self._fresh:
                body = self._fresh[docname]
            elif old_key != key:
                body = _render(app, docname, resolved(app, docname))
            entries[docname] = [key, body]
        if entries != kept:
            _save(app, {**stored, app.builder.name: entries})
        return {docname: body for docname, (_, body) in entries.items()}


def _render(app: Sphinx, docname: str, doctree: nodes.document) -> str:
    """Return the HTML of the post *docname*; its *doctree* is used up."""
    drop_what_moves_not(doctree)
    content = body_nodes(doctree)
    elements = [
        node for part in content for node in part.findall() if isinstance(node, nodes.Element)
    ]
    page, prefix = page_url(app, docname), id_prefix(docname)
    for node in elements:
        node["ids"] = [prefix + name for name in node["ids"]]
        if "backrefs" in node:
            node["backrefs"] = []
        refid = node.attributes.pop("refid", "")
        if node.get("refuri", "").startswith("#"):
            node["refuri"] = page + node["refuri"]
        elif node.get("refuri"):
            node["refuri"] = absolute(app, node["refuri"], docname)
        elif isinstance(node, nodes.reference) and refid:
            node["refuri"] = f"{page}#{refid}"
        elif isinstance(node, nodes.footnote_reference):
            mark = nodes.reference("", node.astext(), refuri=f"{page}#{refid}")
            node.replace_self(nodes.superscript("", "", mark))
        elif isinstance(node, nodes.problematic):
            node.replace_self(nodes.inline("", node.astext()))
        elif isinstance(node, nodes.raw) and "html" in node.get("format", ""):
            html = with_absolute_addresses(node.astext(), lambda uri: absolute(app, uri, docname))
            node.children = [nodes.Text(html)]
        elif isinstance(node, nodes.image) and node["uri"] not in app.env.images:
            node["uri"] = absolute(app, node["uri"])
    return _to_html(app, docname, content)


def _to_html(app: Sphinx, docname: str, content: list[nodes.Node]) -> str:
    builder: Any = app.builder
    document = new_document(docname)
    document.settings = builder.docsettings
    document += content
    names = (
        "imgpath", "dlpath", "secnumbers", "fignumbers", "current_docname", "add_permalinks"
    )  # fmt: skip
    before = {name: getattr(builder, name) for name in names if hasattr(builder, name)}
    base = base_url(app)
    builder.imgpath, builder.dlpath = f"{base}_images", f"{base}_downloads"
    builder.secnumbers = app.env.toc_secnumbers.get(docname, {})
    builder.fignumbers = app.env.toc_fignumbers.get(docname, {})
    builder.current_docname, builder.add_permalinks = docname, False
    try:
        builder.post_process_images(document)
        visitor = builder.create_translator(document, builder)
        # A reader of feeds has no style sheet for the colours of code.
        visitor.highlighter = _Plain()
        # Sections are below the title, which the entry has.
        visitor.section_level = 1
        document.walkabout(visitor)
    finally:
        for name, value in before.items():
            setattr(builder, name, value)
    return "".join(visitor.fragment).strip()


def _path(app: Sphinx) -> Path:
    return Path(app.doctreedir, FILE_NAME)


def _load(app: Sphinx) -> dict[str, dict[str, list[str]]]:
    """Return what is kept, by the names of the builders."""
    try:
        data = json.loads(_path(app).read_text("utf-8"))
        stored = data["builders"] if data["version"] == _VERSION else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}  # It is made anew.
    return stored if isinstance(stored, dict) else {}


def _save(app: Sphinx, stored: dict[str, dict[str, list[str]]]) -> None:
    data = {"version": _VERSION, "builders": stored}
    # Where it can't be written, the next build renders what it needs.
    with suppress(OSError):
        replace_text(_path(app), json.dumps(data, ensure_ascii=False))
