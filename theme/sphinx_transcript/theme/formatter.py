"""Pygments' formatter for HTML, which works out the classes of a style once and not per block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from pygments.formatters import HtmlFormatter

from sphinx_transcript.theme.active import in_use

if TYPE_CHECKING:
    from pygments.style import Style
    from sphinx.application import Sphinx

_worked_out: WeakKeyDictionary[type[Style], dict[str, dict[str, Any]]] = WeakKeyDictionary()
"""What a formatter knows of a style, by the prefix of the classes."""


class SharingFormatter(HtmlFormatter[str]):
    """Writes what Pygments' own does. Sphinx makes a formatter for each block of code."""

    def _create_stylesheet(self) -> None:
        by_prefix = _worked_out.setdefault(self.style, {})
        if self.classprefix not in by_prefix:
            before = {*vars(self)}
            super()._create_stylesheet()  # type: ignore[misc]
            by_prefix[self.classprefix] = {
                name: value for name, value in vars(self).items() if name not in before
            }
        vars(self).update(by_prefix[self.classprefix])


def use_formatter(app: Sphinx) -> None:
    """Have code formatted by it, unless an extension has brought a formatter of its own.

    Sphinx provides for other formatters, see ``sphinx.highlighting.PygmentsBridge``.
    """
    highlighter: Any = getattr(app.builder, "highlighter", None)
    if in_use(app) and getattr(highlighter, "formatter", None) == HtmlFormatter[str]:
        highlighter.formatter = SharingFormatter
