"""Conditions under which a build shows a block: the directives ``only`` and ``ifconfig``.

See https://www.sphinx-doc.org/en/master/usage/restructuredtext/directives.html#directive-only and
https://www.sphinx-doc.org/en/master/usage/extensions/ifconfig.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx


class Condition(NamedTuple):
    """The expression of a directive."""

    directive: str
    expression: str


def conditions_of(node: nodes.Node) -> Iterator[Condition]:
    """Yield the conditions of the directives around *node*."""
    parent = node.parent
    while parent is not None:
        if parent.tagname in {"only", "ifconfig"}:
            yield Condition(parent.tagname, str(parent.get("expr", "")))
        parent = parent.parent


def holds(app: Sphinx, condition: tuple[str, str]) -> bool:
    """Return whether a directive with *condition* shows its content in this build."""
    directive, expression = condition
    try:
        if directive == "only":
            return bool(app.tags.eval_condition(expression))
        # The expression is Python of the project, which Sphinx evaluates in the same way.
        return bool(eval(expression, _names(app)))  # noqa: S307
    except Exception:
        # Sphinx warns of it, and shows the content of `only`, but not that of `ifconfig`.
        return directive == "only"


def _names(app: Sphinx) -> dict[str, object]:
    values = {value.name: value.value for value in app.config}
    return {**values, **vars(app.config), "builder": app.builder.name}
