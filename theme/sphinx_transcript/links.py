"""Cross-references: what each document refers to, and what that is now.

Sphinx writes a page again when its own source changes. What its references show, another
document's title above all, is noted here when it is read, and resolved anew in each build with
Sphinx's own means, so that a page which would show something else is written again.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from docutils import nodes
from myst_parser.sphinx_ext.myst_refs import MystReferenceResolver
from sphinx import addnodes
from sphinx.transforms.post_transforms import ReferencesResolver
from sphinx.util import logging
from sphinx.util.docutils import new_document

from sphinx_transcript.domain import blog_domain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

Link = tuple[str, tuple[tuple[str, Any], ...]]
"""The words of a reference, and what it says of its target."""
Shown = tuple[str, str, str]
"""The address, words and title of a reference on the page; no address where it leads nowhere."""

_NOT_KEPT = frozenset({"backrefs", "classes", "dupnames", "ids", "names"})


def record_links(app: Sphinx, doctree: nodes.document) -> None:
    """Record the references of the document that was read, and the files that it names."""
    docname = app.env.docname
    domain = blog_domain(app.env)
    found = list(doctree.findall(_is_reference))
    links = tuple(_link(node, docname) for node in found if isinstance(node, addnodes.pending_xref))
    files = tuple(dict.fromkeys(_named_files(app.env, found, docname)))
    if links:
        domain.links[docname] = links
    if files:
        domain.named_files[docname] = files


def with_other_files(app: Sphinx) -> set[str]:
    """Return the documents that name a file which has come or gone since they were read.

    MyST looks for the target of a link while it reads.
    """
    env = app.env
    return {
        docname
        for docname, files in blog_domain(env).named_files.items()
        if any(Path(env.srcdir, name).is_file() != was_there for name, was_there in files)
    }


def shown_links(app: Sphinx) -> dict[str, tuple[Shown, ...]]:
    """Return what the references of each document that has any show; found once in a build."""
    domain = blog_domain(app.env)
    if domain.shown_links is None:
        with logging.suppress_logging():
            names = sorted(domain.links.keys() & app.env.found_docs)
            domain.shown_links = _resolve(app.env, {name: domain.links[name] for name in names})
    return domain.shown_links


def referring(app: Sphinx) -> dict[str, tuple[str, ...]]:
    """Return the documents that refer to each document, in the order of their names."""
    domain = blog_domain(app.env)
    if domain.referring is None:
        uri_of = app.builder.get_target_uri
        docnames = {uri_of(docname): docname for docname in app.env.found_docs}
        found: dict[str, dict[str, None]] = {}
        for docname, shown in shown_links(app).items():
            here = uri_of(docname)
            for uri, *_ in shown:
                target = docnames.get(urljoin(here, uri.partition("#")[0]))
                if uri and target and target != docname:
                    found.setdefault(target, {})[docname] = None
        domain.referring = {docname: tuple(names) for docname, names in found.items()}
    return domain.referring


def _is_reference(node: nodes.Node) -> bool:
    return isinstance(node, addnodes.pending_xref | addnodes.download_reference)


def _link(node: addnodes.pending_xref, docname: str) -> Link:
    # Plain values alone: a node would keep its whole document with the environment.
    attributes = {
        name: value
        for name, value in node.attributes.items()
        if name not in _NOT_KEPT and (value is None or isinstance(value, str | int | bool))
    }
    attributes.setdefault("refdoc", docname)
    return node.astext(), tuple(sorted(attributes.items()))


def _resolve(
    env: BuildEnvironment, links: Mapping[str, tuple[Link, ...]]
) -> dict[str, tuple[Shown, ...]]:
    """Return what the *links* of each document show; each link knows its document."""
    document = new_document("")
    document.settings.env = env
    paragraphs = {docname: [_paragraph(link) for link in links[docname]] for docname in links}
    for each in paragraphs.values():
        document += each
    for resolver in (MystReferenceResolver, ReferencesResolver):
        resolver(document).run()
    return {docname: tuple(map(_shown, each)) for docname, each in paragraphs.items()}


def _paragraph(link: Link) -> nodes.paragraph:
    words, attributes = link
    reference = addnodes.pending_xref("", nodes.inline("", words), **dict(attributes))
    return nodes.paragraph("", "", reference)


def _shown(paragraph: nodes.paragraph) -> Shown:
    found = paragraph.next_node(nodes.reference)
    uri = "" if found is None else found.get("refuri", "")
    if found is not None and "refid" in found:
        uri = f"#{found['refid']}"
    title = "" if found is None else found.get("reftitle", "")
    return uri, paragraph.astext(), title


def _named_files(
    env: BuildEnvironment, references: Iterable[nodes.Node], docname: str
) -> list[tuple[str, bool]]:
    """Return the files, from the source folder, that links name, and whether they exist."""
    named = []
    for node in references:
        if not isinstance(node, nodes.Element) or node.get("reftype") != "myst":
            continue
        target = node["reftarget"]
        if node.get("refdomain") == "doc":
            # The name of a document, whatever the link to its file was.
            target = f"/{env.doc2path(target, base=False).as_posix()}"
        path = target.partition("#")[0]
        if path and "://" not in path and not path.startswith(("data:", "mailto:")):
            relative, absolute = env.relfn2path(path, docname)
            named.append((relative, Path(absolute).is_file()))
    return named
