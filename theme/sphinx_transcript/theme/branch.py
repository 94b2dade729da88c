"""Where a page stands among the others in the toctrees: the branch that it is on.

Never the whole tree: of each folder on the way to the page its entries are shown, and of a long
one those around the page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sphinx_transcript.theme.context import site_of
from sphinx_transcript.theme.navigation import MOST
from sphinx_transcript.theme.option_types import names_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_MOST = 21
"""So many entries of one toctree are shown."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the branch, and those below it that are shown."""

    docname: str
    below: list[Leaf] = field(default_factory=list)
    before: int = 0
    """How many entries below it are left out before those shown."""
    after: int = 0
    """How many are left out after them."""


def branch(
    docname: str, includes: Mapping[str, Sequence[str]], parents: Mapping[str, str], root: str
) -> Leaf | None:
    """Return the branch that *docname* is on, from a page that *root* names; None for no others.

    It begins at *root* where that names more pages than the navigation has room for.
    """
    way = [docname]
    while (parent := parents.get(way[0])) is not None and parent != root:
        way.insert(0, parent)
    if docname in parents and len(includes.get(root, ())) > MOST:
        way.insert(0, root)
    if docname not in parents or (len(way) == 1 and not includes.get(docname)):
        return None
    return _leaf(way, includes, parents)


def _leaf(
    way: Sequence[str], includes: Mapping[str, Sequence[str]], parents: Mapping[str, str]
) -> Leaf:
    docname, *rest = way
    children = [
        name for name in dict.fromkeys(includes.get(docname, ())) if parents.get(name) == docname
    ]
    at = children.index(rest[0]) if rest and rest[0] in children else 0
    start = max(0, min(at - _MOST // 2, len(children) - _MOST))
    shown = children[start : start + _MOST]
    below = [_leaf(rest, includes, parents) if rest[:1] == [name] else Leaf(name) for name in shown]
    return Leaf(docname, below, start, len(children) - start - len(shown))


def branch_of(app: Sphinx, docname: str) -> list[Any] | None:
    """Return what the page *docname* shows of the branch that it is on, as plain values."""
    env, root = app.env, app.config.root_doc
    if docname == root or not env.toctree_includes:
        return None
    found = branch(docname, env.toctree_includes, site_of(app).parents, root)
    return _titled(env, found) if found else None


def _titled(env: BuildEnvironment, leaf: Leaf) -> list[Any]:
    title = env.titles[leaf.docname].astext() if leaf.docname in env.titles else leaf.docname
    return [
        leaf.docname,
        title,
        leaf.before,
        leaf.after,
        [_titled(env, each) for each in leaf.below],
    ]


def add_branch(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add the branch that a documentation page is on to its *context*; a post has none."""
    if doctree is None or not context.get("source_command") or context["post"]:
        return
    if "branch" not in names_in(context["theme_hidden_blocks"]):
        context["branch"] = branch_of(app, pagename)
