"""Formulas as MathML, made by docutils when the page is: no script, no picture, no other host."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.utils.math import MathError, latex2mathml
from docutils.utils.math.unichar2tex import uni2tex_table
from sphinx.util.math import get_node_equation_number

from sphinx_transcript.messages import Subtype, warn
from sphinx_transcript.theme.active import in_use

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

NAME = "mathml"
_FITS = 20
"""Characters of a formula that a telephone has room for."""


def use_mathml(app: Sphinx) -> None:
    """Offer the renderer, where neither the project nor another extension has one.

    Sphinx stops where more than one beside its own is offered and none is chosen; see
    https://www.sphinx-doc.org/en/master/usage/configuration.html#confval-html_math_renderer
    """
    renderers = app.registry.html_inline_math_renderers
    if in_use(app) and not app.config.html_math_renderer and set(renderers) <= {"mathjax"}:
        app.add_html_math_renderer(NAME, (_visit_math, None), (_visit_math_block, None))


def to_mathml(node: nodes.math | nodes.math_block) -> str:
    """Return the formula *node* as MathML; as code, and with a warning, where docutils can't."""
    source = node.astext()
    try:
        math: str = latex2mathml.tex2mathml(
            source.translate(uni2tex_table), as_block=isinstance(node, nodes.math_block)
        )
    except (MathError, AttributeError, IndexError, TypeError, UnboundLocalError) as error:
        # All but the first are docutils' own failures at formulas that are none.
        hint = "html_math_renderer = 'mathjax' has a browser do it"
        warn(f"can't turn the formula into MathML: {error} ({hint})", Subtype.MATH, node)
        return f"<code>{escape(source)}</code>"
    # Two operators, \thicksim and \thickapprox.
    return math.replace('style="font-weight: bold"', 'class="thick"')


def _visit_math(self: HTML5Translator, node: nodes.math) -> None:
    self.body.append(to_mathml(node))
    raise nodes.SkipNode


def _visit_math_block(self: HTML5Translator, node: nodes.math_block) -> None:
    # Let the arrow keys scroll what may be wider than a narrow page: not all browsers do.
    focus: dict[str, Any] = {"tabindex": "0"} if len(node.astext()) > _FITS else {}
    self.body.append(self.starttag(node, "div", CLASS="math", **focus))
    if node["number"]:
        number = str(get_node_equation_number(self, node))
        self.body.append(f'<span class="eqno">({escape(number)})')
        self.add_permalink_ref(node, "Link to this equation")
        self.body.append("</span>")
    self.body.append(to_mathml(node))
    self.body.append("</div>\n")
    raise nodes.SkipNode
