"""The branch of the toctrees that a page is on, for the navigation beside it.

It is never the whole tree. It has the entries of each toctree on the path to the page, and of a
long toctree only the entries around the path.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sphinx_transcript.node_text.plain_title import document_title
from sphinx_transcript.support.toctrees import TocEntry, generated_title
from sphinx_transcript.theme.navigation import MAX_ENTRIES
from sphinx_transcript.theme.option_types import names_in
from sphinx_transcript.theme.site_context import site_context

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sphinx.application import Sphinx

    from sphinx_transcript.support.page_events import Page

    Toctrees = Callable[[str], Sequence[TocEntry]]

_MAX_CHILDREN = 21
"""The number of entries of the toctrees of one document that are shown."""


@dataclass(frozen=True, slots=True)
class BranchEntry:
    """An entry of the branch, and the entries below it that are shown."""

    entry: TocEntry
    below: list[BranchEntry] = field(default_factory=list)
    before: int = 0
    """The number of entries left out before those shown."""
    after: int = 0
    """The number of entries left out after them."""


def branch(
    docname: str, toctrees: Toctrees, parents: Mapping[str, str], root: str
) -> BranchEntry | None:
    """Return the branch that *docname* is on; None if it would have no other page.

    It starts at an entry in the toctrees of *root*, or at *root* itself if these have more entries
    than the navigation shows. *toctrees* returns the entries of a document's toctrees; *parents* is
    the result of `navigation.parents_in`.
    """
    path = [docname]
    while (parent := parents.get(path[0])) is not None and parent != root:
        path.insert(0, parent)
    if docname in parents and len(toctrees(root)) > MAX_ENTRIES:
        path.insert(0, root)
    if docname not in parents or (len(path) == 1 and not toctrees(docname)):
        return None
    above = toctrees(parents[path[0]]) if path[0] != root else ()
    first = next((entry for entry in above if entry.target == path[0]), TocEntry(path[0]))
    return _branch_entry(first, path[1:], toctrees, {root, *path})


def _branch_entry(
    entry: TocEntry, rest: Sequence[str], toctrees: Toctrees, path: set[str]
) -> BranchEntry:
    """Return *entry*, with the pages *rest* and those beside them below it.

    Pages of the *path* to the current page are not shown again in toctrees of pages below them.
    """
    own = entry.target
    children = [
        child
        for child in toctrees(own)
        if child.target == own or child.target in rest[:1] or child.target not in path
    ]
    names = [child.target for child in children]
    at = names.index(rest[0]) if rest and rest[0] in names else 0
    start = max(0, min(at - _MAX_CHILDREN // 2, len(children) - _MAX_CHILDREN))
    below = []
    for number, child in enumerate(children[start : start + _MAX_CHILDREN], start):
        is_on_path = bool(rest) and number == at and child.target == rest[0]
        below.append(
            _branch_entry(child, rest[1:], toctrees, path) if is_on_path else BranchEntry(child)
        )
    return BranchEntry(entry, below, start, len(children) - start - len(below))


def branch_values(app: Sphinx, docname: str) -> list[Any] | None:
    """Return the branch of the page *docname* for the template, as lists and strings, or None."""
    env, root = app.env, app.config.root_doc
    if docname == root or not env.toctree_includes:
        return None
    site = site_context(app)
    found = branch(docname, site.toctree_entries, site.parents, root)
    return _values(app, found) if found else None


def _values(app: Sphinx, shown: BranchEntry, caption: str = "") -> list[Any]:
    """Return the page or URL, the title, the URL, the counts, the caption and what is below."""
    entry = shown.entry
    below = []
    last = ""
    for each in shown.below:
        new = each.entry.caption if each.entry.caption != last else ""
        last = each.entry.caption
        below.append(_values(app, each, new))
    title = entry.number + (entry.label or _title(app, entry.target))
    url = entry.target if entry.is_url else ""
    return [entry.target, title, shown.before, shown.after, below, url, caption]


def _title(app: Sphinx, target: str) -> str:
    if target in app.env.titles:
        return document_title(app.env, target)
    return generated_title(target) or target


def add_branch(page: Page) -> None:
    """Add the branch that a documentation page is on to the context of *page*; posts have none."""
    context = page.context
    if page.doctree is None or not context.get("source_command") or context["post"]:
        return
    if "branch" not in names_in(context["theme_hidden_blocks"]):
        context["branch"] = branch_values(page.app, page.name)
