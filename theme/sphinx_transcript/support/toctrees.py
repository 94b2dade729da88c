"""The documents in the toctrees of a document, and the entries that toctrees show of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import _

from sphinx_transcript.support.html_builders import writes_site
from sphinx_transcript.support.web_addresses import is_web_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


_TOCTREE_ATTRIBUTES = (
    "entries", "caption", "maxdepth", "titlesonly", "hidden", "includehidden", "numbered"
)  # fmt: skip

_GENERATED = {
    "genindex": ("genindex", "Index"),
    "modindex": ("py-modindex", "Module Index"),
    "search": ("search", "Search Page"),
}
"""The pages that Sphinx generates and that toctrees can name, with the titles to translate."""


@dataclass(frozen=True, slots=True)
class TocEntry:
    """An entry of a toctree, hidden ones included."""

    target: str
    """A docname, the name of a page that Sphinx generates, or a URL."""
    label: str = ""
    """The explicit title; '' if it is the title of the document."""
    number: str = ""
    """What stands before the title in a numbered toctree, such as ``1.2. ``."""
    caption: str = ""
    """The caption of the toctree."""
    is_url: bool = False


def toctree_entries(app: Sphinx, docname: str) -> list[TocEntry]:
    """Return the entries of all toctrees of *docname*, in the order of its page.

    Left out are documents that do not exist, pages that Sphinx does not generate in this build, and
    toctrees for other builders. An entry ``self`` leads to the document itself.
    See https://www.sphinx-doc.org/en/master/usage/restructuredtext/directives.html#directive-toctree
    """
    contents = app.env.tocs.get(docname)
    found: dict[TocEntry, None] = {}
    for toctree in _toctrees_in(app, contents) if contents is not None else ():
        for entry in _entries_of(app, toctree, docname):
            found[entry] = None
    return list(found)


def _toctrees_in(app: Sphinx, node: nodes.Element) -> Iterator[addnodes.toctree]:
    for child in node.children:
        if isinstance(child, addnodes.toctree):
            yield child
        elif isinstance(child, addnodes.only) and not app.tags.eval_condition(child["expr"]):
            continue
        elif isinstance(child, nodes.Element):
            yield from _toctrees_in(app, child)


def _entries_of(app: Sphinx, toctree: addnodes.toctree, docname: str) -> Iterator[TocEntry]:
    env = app.env
    caption = str(toctree.get("caption") or "")
    for title, target in toctree["entries"]:
        label = str(title or "")
        if target == "self":
            yield TocEntry(docname, label, caption=caption)
        elif target in env.found_docs:
            yield TocEntry(target, label, section_number(app, target), caption)
        elif is_web_address(target):
            yield TocEntry(target, label or target, caption=caption, is_url=True)
        elif _has_generated_page(app, target):
            yield TocEntry(_GENERATED[target][0], label, caption=caption)


def section_number(app: Sphinx, docname: str) -> str:
    """Return what stands before the title of *docname*, such as ``1.2. ``; '' without a number.

    It has one in a numbered toctree, and in a toctree of a document that is in one.
    """
    number = app.env.toc_secnumbers.get(docname, {}).get("")
    return number_text(number, app.config.html_secnumber_suffix)


def number_text(number: Iterable[int] | None, suffix: str) -> str:
    """Return the *number* of a section as text, with *suffix*; '' without one."""
    return ".".join(map(str, number)) + suffix if number else ""


def generated_title(pagename: str) -> str:
    """Return the title of an index or of the search that toctrees can name; '' for other pages."""
    return next((str(_(title)) for name, title in _GENERATED.values() if name == pagename), "")


def _has_generated_page(app: Sphinx, target: str) -> bool:
    if target not in _GENERATED or not writes_site(app):
        return False
    builder: Any = app.builder
    if target == "genindex":
        return bool(app.config.html_use_index)
    if target == "search":
        return bool(builder.search)
    indices = app.config.html_domain_indices
    # The names of those that Sphinx generates, or a flag for all.
    is_wanted = indices if isinstance(indices, bool | int) else "py-modindex" in (indices or ())
    return bool(is_wanted and app.env.domains["py"].data.get("modules"))


def documents_below(env: BuildEnvironment, docname: str | None = None) -> list[str]:
    """Return the documents in the toctrees of *docname* and, recursively, in the toctrees of those.

    *docname* is the root document by default. Each document is listed once, parents first.
    """
    found: dict[str, None] = {}
    start = env.config.root_doc if docname is None else docname
    stack = list(reversed(env.toctree_includes.get(start, [])))
    while stack:
        name = stack.pop()
        if name not in found:
            found[name] = None
            stack += reversed(env.toctree_includes.get(name, []))
    return list(found)


def toc_entries(env: BuildEnvironment, docname: str) -> list[list[Any]]:
    """Return what toctrees show of *docname*: its sections, and its own toctrees, in their order.

    Each section is its depth, anchor and title; each toctree its depth, entries and options.
    """
    contents = env.tocs.get(docname)
    return list(_toc_entries(contents, 0)) if contents is not None else []


def _toc_entries(node: nodes.Node, depth: int) -> Iterator[list[Any]]:
    for child in node.children:
        if isinstance(child, nodes.reference):
            yield [depth, child.get("anchorname", ""), inner_xml(child)]
        elif isinstance(child, addnodes.toctree):
            yield [depth, [str(child.get(name)) for name in _TOCTREE_ATTRIBUTES]]
        else:
            yield from _toc_entries(child, depth + isinstance(child, nodes.bullet_list))


def inner_xml(element: nodes.Element) -> str:
    """Return the children of *element* as XML, without the section number.

    Sphinx stores the number in an attribute of *element*. It does so after documents have been
    compared with those of the last build, and never removes it.
    """
    return "".join(map(str, element.children))
