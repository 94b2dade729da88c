"""A Pygments HTML formatter that computes the CSS classes of a style once, not per code block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from pygments.formatters import HtmlFormatter

from sphinx_transcript.highlighting.marking_formatter import MarkingFormatter
from sphinx_transcript.theme.active import is_theme_active

if TYPE_CHECKING:
    from pygments.style import Style
    from sphinx.application import Sphinx

_style_cache: WeakKeyDictionary[type[Style], dict[str, dict[str, Any]]] = WeakKeyDictionary()
"""The attributes that a formatter derives from a style, by the style and the class prefix."""


class CachingFormatter(MarkingFormatter):
    """Writes the same HTML as the formatter of all themes. Sphinx makes one for each code block."""

    def _create_stylesheet(self) -> None:
        by_prefix = _style_cache.setdefault(self.style, {})
        if self.classprefix not in by_prefix:
            before = {*vars(self)}
            super()._create_stylesheet()  # type: ignore[misc]
            by_prefix[self.classprefix] = {
                name: value for name, value in vars(self).items() if name not in before
            }
        vars(self).update(by_prefix[self.classprefix])


def use_formatter(app: Sphinx) -> None:
    """Use the formatter for code blocks, unless an extension has set one of its own.

    Sphinx provides for other formatters: see ``sphinx.highlighting.PygmentsBridge``.
    """
    highlighter: Any = getattr(app.builder, "highlighter", None)
    if is_theme_active(app) and getattr(highlighter, "formatter", None) == HtmlFormatter[str]:
        highlighter.formatter = CachingFormatter
