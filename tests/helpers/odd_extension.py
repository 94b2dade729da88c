"""A Sphinx extension that imitates what visitors for plain text of other extensions do.

Each directive ``odd-…`` makes a node; its arguments are attributes, as in ``alt=Label``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

    Visitor = Callable[[Any, nodes.Element], None]


class odd_fail_node(nodes.General, nodes.Element):  # noqa: N801 (as docutils does)
    """Its visitor fails in the middle of a block."""


class odd_warn_node(nodes.General, nodes.Element):  # noqa: N801
    """Its visitor warns and skips it."""


class odd_ask_node(nodes.General, nodes.Element):  # noqa: N801
    """Its visitor reads many attributes of the builder."""


class odd_keep_node(nodes.General, nodes.Element):  # noqa: N801
    """Its visitor does nothing."""


class odd_none_node(nodes.General, nodes.Element):  # noqa: N801
    """It has None for a visitor."""


class odd_text(nodes.TextElement):  # noqa: N801
    """It has text outside of a paragraph."""


class bare(nodes.General, nodes.Element):  # noqa: N801
    """It has a visitor for HTML alone."""


class plantuml(nodes.General, nodes.Element):  # noqa: N801
    """Its visitor runs a program."""


class odd_admonition(nodes.Admonition, nodes.Element):  # noqa: N801
    """It has a title, and a visitor for HTML alone."""


def _html(self: Any, node: nodes.Element) -> None:
    self.body.append("<b>odd</b>")
    raise nodes.SkipNode


def _keep(self: Any, node: nodes.Element) -> None:
    pass


def _fail(self: Any, node: nodes.Element) -> None:
    self.new_state(4)
    self.add_text("half")
    raise AttributeError("no such thing")


def _warn(self: Any, node: nodes.Element) -> None:
    logging.getLogger("odd").warning("odd: unsupported output format (node skipped)")
    raise nodes.SkipNode


def _ask(self: Any, node: nodes.Element) -> None:
    builder = self.builder
    assert builder.config.project == "a site"
    assert builder.env.found_docs >= {"index"}
    assert (builder.name, builder.format) == ("transcript", "text")
    assert builder.outdir.is_dir()
    assert builder.get_target_uri("index") == "index.md"
    assert builder.set_by_extension
    self.add_text("asked")
    raise nodes.SkipNode


def _run(self: Any, node: nodes.Element) -> None:
    raise SystemExit("a program is run")


_TEXT_VISITORS: dict[type[nodes.Element], Visitor | None] = {
    odd_fail_node: _fail,
    odd_warn_node: _warn,
    odd_ask_node: _ask,
    odd_keep_node: _keep,
    odd_none_node: None,
    odd_text: _keep,
    plantuml: _run,
}


def _directive(node_class: type[nodes.Element]) -> type[SphinxDirective]:
    class Directive(SphinxDirective):
        has_content = True
        optional_arguments = 9

        def run(self) -> list[nodes.Node]:
            node = node_class("", **dict(each.split("=", 1) for each in self.arguments))
            if node_class is odd_admonition:
                node += nodes.title("", "A title")
            if node_class is odd_text:
                node += nodes.Text("Some text")
            self.state.nested_parse(self.content, 0, node)
            return [node]

    return Directive


def setup(app: Sphinx) -> None:
    """Register the nodes and directives."""
    app.connect("builder-inited", lambda app: setattr(app.builder, "set_by_extension", True))
    for node_class, visit in _TEXT_VISITORS.items():
        visit_html = (_keep, _keep) if node_class is odd_text else (_html, None)
        app.add_node(node_class, html=visit_html, text=(visit, None))  # type: ignore[arg-type]
    app.add_node(bare, html=(_html, None))
    app.add_node(odd_admonition, html=(_keep, _keep))
    for node_class in (*_TEXT_VISITORS, bare, odd_admonition):
        name = node_class.__name__.removesuffix("_node").replace("_", "-")
        app.add_directive(name, _directive(node_class))
