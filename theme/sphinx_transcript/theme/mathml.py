"""A math renderer that writes MathML at build time: no script, no image, no other host."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.math import get_node_equation_number

from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.problems import Subtype
from sphinx_transcript.theme.active import is_theme_active
from sphinx_transcript.theme.equations import Equations
from sphinx_transcript.theme.focusable_boxes import may_scroll
from sphinx_transcript.theme.tex_macros import TexError, macros_of_mathjax
from sphinx_transcript.theme.tex_to_mathml import to_mathml

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

NAME = "mathml"
_EQUATIONS = "_transcript_equations"
"""The translator's attribute with the formulas of its document."""
_EXTENSION = "sphinx.ext.mathjax"


def use_mathml(app: Sphinx) -> None:
    """Register the renderer, unless the project or another extension has one.

    Sphinx loads MathJax by itself, but not before a project chooses it: by its name in
    ``extensions``, a value of its own or ``html_math_renderer``. Sphinx aborts if several renderers
    besides its own are registered and none is chosen. See
    https://www.sphinx-doc.org/en/master/usage/configuration.html#confval-html_math_renderer
    """
    if not is_theme_active(app):
        return
    chosen = app.config.html_math_renderer
    others = set(app.registry.html_inline_math_renderers) - {"mathjax"}
    if chosen == NAME or (not chosen and not others and not _has_mathjax(app)):
        app.add_html_math_renderer(NAME, (_visit_math, None), (_visit_math_block, None))


def _has_mathjax(app: Sphinx) -> bool:
    """Tell whether the project has set MathJax up: other extensions also set its values."""
    raw: dict[str, Any] = getattr(app.config, "_raw_config", {})
    values = [name for name in {*raw, *app.config.overrides} if name.startswith("mathjax")]
    return _EXTENSION in app.config.extensions or any(map(app.config.__contains__, values))


def _converted(self: HTML5Translator, node: nodes.math | nodes.math_block) -> str:
    """Return the formula *node* as MathML.

    If it can't be converted, warn and return its source as code.
    """
    equations = _equations_of(self)
    is_block = isinstance(node, nodes.math_block)
    try:
        source = equations.source_of(node)
        math = to_mathml(source, is_block=is_block) if source.strip() else ""
    except TexError as error:
        hint = "html_math_renderer = 'mathjax' has a browser do it"
        warn(f"can't turn the formula into MathML: {error} ({hint})", Subtype.MATH, node)
        return _as_code(node.astext(), is_block=is_block)
    return equations.with_numbers(math)


def _equations_of(self: HTML5Translator) -> Equations:
    known: Equations | None = getattr(self, _EQUATIONS, None)
    if known is None:
        macros: dict[str, Any] = {}
        for name in ("mathjax3_config", "mathjax4_config"):
            macros |= macros_of_mathjax(getattr(self.builder.config, name, None) or {})
        known = Equations(self, macros)
        setattr(self, _EQUATIONS, known)
    return known


def _as_code(source: str, *, is_block: bool) -> str:
    """Return the formula *source* as it was written, in its lines if it is a block."""
    if not is_block:
        return f"<code>{escape(source)}</code>"
    # Focusable, so that the arrow keys scroll it.
    focus = ' tabindex="0"' if may_scroll(source.splitlines()) else ""
    return f"<pre{focus}>{escape(source.strip(chr(10)))}</pre>"


def _visit_math(self: HTML5Translator, node: nodes.math) -> None:
    self.body.append(_converted(self, node))
    raise nodes.SkipNode


def _visit_math_block(self: HTML5Translator, node: nodes.math_block) -> None:
    math = _converted(self, node)
    if not math and not node["ids"]:  # It only defines macros.
        raise nodes.SkipNode
    # Focusable, so that the arrow keys scroll a wide formula in all browsers.
    is_wide = may_scroll([node.astext()]) and not math.startswith("<pre")
    focus: dict[str, Any] = {"tabindex": "0"} if is_wide else {}
    self.body.append(self.starttag(node, "div", CLASS="math", **focus))
    if _equations_of(self).shows_number(node):
        number = str(get_node_equation_number(self, node))
        self.body.append(f'<span class="eqno">({escape(number)})')
        self.add_permalink_ref(node, "Link to this equation")
        self.body.append("</span>")
    self.body.append(f"{math}</div>\n")
    raise nodes.SkipNode
