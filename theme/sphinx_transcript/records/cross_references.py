"""Cross-references: records those of each document, and resolves them in each build.

Sphinx writes a page again only when its own source changes. The text of its references, such as
another document's title, may change as well. So this module records the references when a
document is read, and resolves them in each build with Sphinx's own resolvers. A page whose
references resolve differently can then be written again.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import ReferencesResolver
from sphinx.util import logging
from sphinx.util.docutils import new_document
from sphinx.util.nodes import NodeMatcher

from sphinx_transcript.records.blog_records import LinkRecord, blog_domain
from sphinx_transcript.support.build_cache import CacheKey
from sphinx_transcript.support.file_names import is_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

ResolvedLink = tuple[str, str, str]
"""URI, text and title of a reference on its page. The URI is empty if it is unresolved."""

_RESOLVED = CacheKey[dict[str, tuple[ResolvedLink, ...]]]("resolved links")
_REFERRING = CacheKey[dict[str, tuple[str, ...]]]("referring documents")
_FILES = CacheKey[dict[str, list[tuple[str, bool]]]]("files of linked documents")
_REFERENCES = NodeMatcher(addnodes.pending_xref, addnodes.download_reference)
_OMITTED = frozenset({"backrefs", "classes", "dupnames", "ids", "names"})


def record_links(app: Sphinx, doctree: nodes.document) -> None:
    """Record the cross-references of the document that was read, and the files they name."""
    docname = app.env.docname
    domain = blog_domain(app.env)
    references = list(_REFERENCES.findall(doctree))
    links = tuple(
        _link_record(node, docname)
        for node in references
        if isinstance(node, addnodes.pending_xref)
    )
    files = tuple(dict.fromkeys(_named_files(app.env, references, docname)))
    if links:
        domain.links[docname] = links
    if files:
        domain.linked_files[docname] = files


def documents_with_changed_targets(app: Sphinx) -> set[str]:
    """Return the documents with a link to a file that was added or removed since they were read.

    MyST looks for the target file of a link while it parses.
    """
    env = app.env
    return {
        docname
        for docname, files in blog_domain(env).linked_files.items()
        if any(is_file(Path(env.srcdir, name)) != existed for name, existed in files)
    }


def resolved_links(app: Sphinx) -> dict[str, tuple[ResolvedLink, ...]]:
    """Return the resolved references of each document that has any. They are cached."""
    return blog_domain(app.env).cache.get(_RESOLVED, lambda: _resolve_all(app.env))


def referring_documents(app: Sphinx) -> dict[str, tuple[str, ...]]:
    """Return the documents that refer to each document, sorted by name. They are cached."""
    return blog_domain(app.env).cache.get(_REFERRING, lambda: _find_referring(app))


def _resolve_all(env: BuildEnvironment) -> dict[str, tuple[ResolvedLink, ...]]:
    links = blog_domain(env).links
    present = {name: links[name] for name in sorted(links.keys() & env.found_docs)}
    with logging.suppress_logging():
        try:
            return _resolve(env, present)
        except Exception:
            return {name: _resolve_one(env, name, links[name]) for name in present}


def _resolve_one(
    env: BuildEnvironment, docname: str, links: tuple[LinkRecord, ...]
) -> tuple[ResolvedLink, ...]:
    """Return the resolved links of a document, or none where a resolver of an extension fails.

    It fails again when the page is written, and Sphinx reports it.
    """
    try:
        return _resolve(env, {docname: links})[docname]
    except Exception:
        return ()


def _find_referring(app: Sphinx) -> dict[str, tuple[str, ...]]:
    uri_of = app.builder.get_target_uri
    docnames = {uri_of(docname): docname for docname in app.env.found_docs}
    referring: dict[str, dict[str, None]] = {}
    for docname, links in resolved_links(app).items():
        own_uri = uri_of(docname)
        for uri, *_ in links:
            target = docnames.get(urljoin(own_uri, uri.partition("#")[0]))
            if uri and target and target != docname:
                referring.setdefault(target, {})[docname] = None
    return {docname: tuple(names) for docname, names in referring.items()}


def _link_record(node: addnodes.pending_xref, docname: str) -> LinkRecord:
    # Plain values only: a node would store its whole document in the environment.
    attributes = {
        name: value
        for name, value in node.attributes.items()
        if name not in _OMITTED and (value is None or isinstance(value, str | int | bool))
    }
    attributes.setdefault("refdoc", docname)
    return node.astext(), tuple(sorted(attributes.items()))


def _resolve(
    env: BuildEnvironment, links: Mapping[str, tuple[LinkRecord, ...]]
) -> dict[str, tuple[ResolvedLink, ...]]:
    """Return the resolved *links* of each document. A link's attributes name its document."""
    # With it come a hundred modules that a build in which nothing has changed doesn't need.
    from myst_parser.sphinx_ext.myst_refs import MystReferenceResolver

    document = new_document("")
    document.settings.env = env
    paragraphs = {docname: [_paragraph(link) for link in links[docname]] for docname in links}
    for group in paragraphs.values():
        document += group
    for resolver in (MystReferenceResolver, ReferencesResolver):
        resolver(document).run()
    return {docname: tuple(map(_resolved, group)) for docname, group in paragraphs.items()}


def _paragraph(link: LinkRecord) -> nodes.paragraph:
    text, attributes = link
    reference = addnodes.pending_xref("", nodes.inline("", text), **dict(attributes))
    return nodes.paragraph("", "", reference)


def _resolved(paragraph: nodes.paragraph) -> ResolvedLink:
    reference = paragraph.next_node(nodes.reference)
    if reference is None:
        return "", paragraph.astext(), ""
    uri = f"#{reference['refid']}" if "refid" in reference else reference.get("refuri", "")
    return uri, paragraph.astext(), reference.get("reftitle", "")


def _named_files(
    env: BuildEnvironment, references: Iterable[nodes.Node], docname: str
) -> list[tuple[str, bool]]:
    """Return the paths from the source folder that links name, and whether they are files."""
    named = []
    for node in references:
        if not isinstance(node, nodes.Element) or node.get("reftype") != "myst":
            continue
        target = node["reftarget"]
        if node.get("refdomain") == "doc":
            # Documents link to the same ones again and again.
            known = blog_domain(env).cache.get(_FILES, dict)
            if target not in known:
                # MyST has replaced the path of the file by a docname.
                path = f"/{env.doc2path(target, base=False).as_posix()}"
                known[target] = _named_file(env, path, docname)
            named += known[target]
            continue
        named += _named_file(env, target.partition("#")[0], docname)
    return named


def _named_file(env: BuildEnvironment, path: str, docname: str) -> list[tuple[str, bool]]:
    """Return *path* from the source folder, and whether it is a file, in a list of at most one."""
    if path and "://" not in path and not path.startswith(("data:", "mailto:")):
        # A path that the file system refuses, for instance one with a null byte, is no file.
        with suppress(OSError, ValueError):
            relative, absolute = env.relfn2path(path, docname)
            return [(relative, is_file(Path(absolute)))]
    return []
