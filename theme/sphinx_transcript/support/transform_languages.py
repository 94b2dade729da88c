"""The language of docutils' transforms, looked up once instead of for each transform.

Each document has about sixty transforms, and hardly any of them uses its language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import languages
from sphinx.util import docutils as sphinx_docutils

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes


def initialize(original: Callable[..., None]) -> Callable[..., None]:
    """Return `Transform.__init__`, which keeps the languages that Sphinx has found."""
    finds: Any = None
    """The function that found them. Sphinx puts one in the place of docutils' in each build."""
    known: dict[str, Any] = {}

    def init(self: Any, document: nodes.document, startnode: nodes.Node | None = None) -> None:
        nonlocal finds
        code = document.settings.language_code
        find = languages.get_language
        if find is not finds:
            known.clear()
            finds = find
        language = known.get(code)
        if language is None:
            original(self, document, startnode)
            # docutils' own function reports an unknown language each time.
            if getattr(find, "__globals__", None) is vars(sphinx_docutils):
                known[code] = self.language
            return
        self.document = document
        self.startnode = startnode
        self.language = language

    return init
