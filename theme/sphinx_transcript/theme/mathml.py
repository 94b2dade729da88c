"""A math renderer that writes MathML at build time: no script, no image, no other host."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.utils.math import MathError, latex2mathml
from docutils.utils.math.unichar2tex import uni2tex_table
from sphinx.util.math import get_node_equation_number

from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.problems import Subtype
from sphinx_transcript.theme.active import is_theme_active

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

NAME = "mathml"
_PHONE_CHARACTERS = 20
"""The length of the source of a formula that fits on a phone."""


def use_mathml(app: Sphinx) -> None:
    """Register the renderer, unless the project or another extension has one.

    Sphinx aborts if several renderers besides its own are registered and none is chosen. See
    https://www.sphinx-doc.org/en/master/usage/configuration.html#confval-html_math_renderer
    """
    renderers = app.registry.html_inline_math_renderers
    if is_theme_active(app) and not app.config.html_math_renderer and set(renderers) <= {"mathjax"}:
        app.add_html_math_renderer(NAME, (_visit_math, None), (_visit_math_block, None))


def to_mathml(node: nodes.math | nodes.math_block) -> str:
    """Return the formula *node* as MathML.

    If docutils can't convert the formula, warn and return its source as code.
    """
    source = node.astext()
    try:
        math: str = latex2mathml.tex2mathml(
            source.translate(uni2tex_table), as_block=isinstance(node, nodes.math_block)
        )
    except (MathError, AttributeError, IndexError, TypeError, UnboundLocalError) as error:
        # docutils raises the others, by mistake, for some invalid formulas.
        hint = "html_math_renderer = 'mathjax' has a browser do it"
        warn(f"can't turn the formula into MathML: {error} ({hint})", Subtype.MATH, node)
        return f"<code>{escape(source)}</code>"
    # docutils writes the style for \thicksim and \thickapprox.
    return math.replace('style="font-weight: bold"', 'class="ts-thick"')


def _visit_math(self: HTML5Translator, node: nodes.math) -> None:
    self.body.append(to_mathml(node))
    raise nodes.SkipNode


def _visit_math_block(self: HTML5Translator, node: nodes.math_block) -> None:
    # Focusable, so that the arrow keys scroll a wide formula in all browsers.
    focus: dict[str, Any] = {"tabindex": "0"} if len(node.astext()) > _PHONE_CHARACTERS else {}
    self.body.append(self.starttag(node, "div", CLASS="math", **focus))
    if node["number"]:
        number = str(get_node_equation_number(self, node))
        self.body.append(f'<span class="eqno">({escape(number)})')
        self.add_permalink_ref(node, "Link to this equation")
        self.body.append("</span>")
    self.body.append(to_mathml(node))
    self.body.append("</div>\n")
    raise nodes.SkipNode
