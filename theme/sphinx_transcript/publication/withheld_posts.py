"""Keeps unlisted posts out of what is no page: books, catalogues, help files and reports.

An unlisted post has a page, which is found by those who know its address. An EPUB book, a message
catalogue or the report of `linkcheck` has no addresses: there the post would be in plain view.
"""

from __future__ import annotations

import posixpath
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.builders.dummy import DummyBuilder
from sphinx.builders.text import TextBuilder
from sphinx.builders.xml import XMLBuilder
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_transcript.publication.unlisted_posts import hide_objects
from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.support.html_builders import writes_pages
from sphinx_transcript.support.sphinx_compat import application_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


def withheld_posts(app: Sphinx) -> frozenset[str]:
    """Return the unlisted posts that the builder leaves out: all of them, or none.

    Builders leave out none if they write a file of its own for each document.
    """
    builder: Any = app.builder
    if writes_pages(app):
        has_pages = not builder.embedded
    else:
        has_pages = type(builder) is DummyBuilder or isinstance(builder, TextBuilder | XMLBuilder)
    if has_pages:
        return frozenset()
    return frozenset(name for name, post in blog_domain(app.env).posts.items() if post.is_unlisted)


def withhold(app: Sphinx, builder: Builder) -> None:
    """Keep the withheld posts, their objects and files from being written, until the build ends.

    This is a handler of ``write-started``.
    """
    if builder.name == "changes":
        _remove_changes(builder)
    hidden, env = withheld_posts(app), app.env
    if not hidden:
        return
    hide_objects(app, hidden)
    for name in ("images", "dlfiles"):
        files = deepcopy(getattr(env, name))
        for docname in hidden:
            files.purge_doc(docname)
        blog_domain(env).replaced_attributes[name] = getattr(env, name)
        setattr(env, name, files)
    original: Any = builder.write_documents

    def write_documents(docnames: set[str]) -> None:
        all_docs = env.all_docs
        if builder.name == "changes":  # It copies the sources of all documents.
            env.all_docs = {name: all_docs[name] for name in all_docs if name not in hidden}
        try:
            original(set(docnames) - hidden)
        finally:
            env.all_docs = all_docs

    builder.write_documents = write_documents  # type: ignore[method-assign,assignment]


def restore(app: Sphinx, exception: Exception | None) -> None:
    """Undo `withhold`."""
    if app.env is None:
        return
    replaced = blog_domain(app.env).replaced_attributes
    for name, value in replaced.items():
        setattr(app.env, name, value)
    if replaced:
        vars(app.builder).pop("write_documents", None)
        replaced.clear()


def _remove_changes(builder: Builder) -> None:
    """Remove the report of an earlier build: without changes, Sphinx writes none."""
    folder = Path(builder.outdir)
    for path in (folder / "changes.html", folder / "index.html", *folder.glob("rst/**/*.html")):
        path.unlink(missing_ok=True)


class LinksToWithheld(SphinxPostTransform):
    """Replaces links to withheld posts, which would lead nowhere, by their text."""

    # After the resolvers of MyST (9) and Sphinx (10).
    default_priority = 20
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Replace the references of the document."""
        app = application_of(self.env)
        hidden = withheld_posts(app)
        if not hidden or app.builder.name == "singlehtml":
            return
        addresses = {app.builder.get_target_uri(docname) for docname in hidden}
        folder = posixpath.dirname(app.builder.get_target_uri(self.env.docname))
        for node in list(self.document.findall(nodes.reference)):
            path = str(node.get("refuri", "")).partition("#")[0]
            target = posixpath.normpath(posixpath.join(folder, path))
            if path and node.get("internal") and target in addresses:
                node.replace_self(node.children)
