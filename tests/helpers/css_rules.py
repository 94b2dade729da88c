"""The selectors of a style sheet."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_COMMA = re.compile(r",(?![^(\[]*[)\]])")


def selectors(css: str) -> list[str]:
    """Return the selectors of the style sheet *css* in their order, each once.

    One inside of an at-rule is preceded by it: ``@media print: div.related``. Declarations may have
    expressions of Jinja, as those of Sphinx's ``basic.css`` have.
    """
    found: dict[str, None] = {}
    context: list[str] = []
    css = _COMMENT.sub("", css).replace("{{", "").replace("}}", "")
    position = 0
    for match in re.finditer(r"[{}]", css):
        text = " ".join(css[position : match.start()].rpartition(";")[2].split())
        position = match.end()
        if match[0] == "}":
            context.pop()
            continue
        if not text.startswith("@"):
            found |= dict.fromkeys(
                ": ".join([*filter(None, context), selector.strip()])
                for selector in _COMMA.split(text)
            )
        context.append(text if text.startswith("@") else "")
    return list(found)
