"""The branch of the toctrees that a page is on, for the navigation beside it.

It is never the whole tree. It has the entries of each toctree on the path to the page, and of a
long toctree only the entries around the path.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sphinx_transcript.node_text.plain_title import document_title
from sphinx_transcript.theme.navigation import MAX_ENTRIES
from sphinx_transcript.theme.option_types import names_in
from sphinx_transcript.theme.site_context import site_context

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_transcript.support.page_events import Page

_MAX_CHILDREN = 21
"""The number of entries of one toctree that are shown."""


@dataclass(frozen=True, slots=True)
class BranchEntry:
    """A page of the branch, and the entries below it that are shown."""

    docname: str
    below: list[BranchEntry] = field(default_factory=list)
    before: int = 0
    """The number of entries left out before those shown."""
    after: int = 0
    """The number of entries left out after them."""


def branch(
    docname: str, includes: Mapping[str, Sequence[str]], parents: Mapping[str, str], root: str
) -> BranchEntry | None:
    """Return the branch that *docname* is on; None if it would have no other page.

    It starts at an entry in the toctree of *root*, or at *root* itself if this toctree has more
    entries than the navigation shows. *includes* is ``BuildEnvironment.toctree_includes``;
    *parents* is the result of `navigation.parents_in`.
    """
    path = [docname]
    while (parent := parents.get(path[0])) is not None and parent != root:
        path.insert(0, parent)
    if docname in parents and len(includes.get(root, ())) > MAX_ENTRIES:
        path.insert(0, root)
    if docname not in parents or (len(path) == 1 and not includes.get(docname)):
        return None
    return _branch_entry(path, includes, parents)


def _branch_entry(
    path: Sequence[str], includes: Mapping[str, Sequence[str]], parents: Mapping[str, str]
) -> BranchEntry:
    """Return the entry of the first page of *path*, with the rest of the path below it."""
    docname, *rest = path
    children = [
        name for name in dict.fromkeys(includes.get(docname, ())) if parents.get(name) == docname
    ]
    at = children.index(rest[0]) if rest and rest[0] in children else 0
    start = max(0, min(at - _MAX_CHILDREN // 2, len(children) - _MAX_CHILDREN))
    shown = children[start : start + _MAX_CHILDREN]
    below = [
        _branch_entry(rest, includes, parents) if rest[:1] == [name] else BranchEntry(name)
        for name in shown
    ]
    return BranchEntry(docname, below, start, len(children) - start - len(shown))


def branch_values(app: Sphinx, docname: str) -> list[Any] | None:
    """Return the branch of the page *docname* for the template, as lists and strings, or None."""
    env, root = app.env, app.config.root_doc
    if docname == root or not env.toctree_includes:
        return None
    found = branch(docname, env.toctree_includes, site_context(app).parents, root)
    return _with_titles(env, found) if found else None


def _with_titles(env: BuildEnvironment, entry: BranchEntry) -> list[Any]:
    title = document_title(env, entry.docname)
    return [
        entry.docname,
        title,
        entry.before,
        entry.after,
        [_with_titles(env, each) for each in entry.below],
    ]


def add_branch(page: Page) -> None:
    """Add the branch that a documentation page is on to the context of *page*; posts have none."""
    context = page.context
    if page.doctree is None or not context.get("source_command") or context["post"]:
        return
    if "branch" not in names_in(context["theme_hidden_blocks"]):
        context["branch"] = branch_values(page.app, page.name)
