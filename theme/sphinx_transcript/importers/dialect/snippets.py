"""Shows the marks of included files and of annotations, which have no like here.

https://facelessuser.github.io/pymdown-extensions/extensions/snippets/ and
https://squidfunk.github.io/mkdocs-material/reference/annotations/.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_transcript.importers.templates.leftovers import show_leftovers

if TYPE_CHECKING:
    from sphinx_transcript.importers.dialect.dialect_text import DialectText

_SNIPPET = re.compile(r"^[ \t]*(?P<mark>-{1,2}8<-{1,2}[^\n]*?)[ \t]*$", re.MULTILINE)
_ANNOTATED = re.compile(r"^[ \t]*\{:?[ \t]*\.annotate[^{}\n]*\}[ \t]*$", re.MULTILINE)


def convert_snippets(text: DialectText) -> None:
    """Show each mark for an included file as code, and remove those of annotations."""
    found = list(text.matches(_SNIPPET))
    for match in found:
        text.note(match.start("mark"), f"{match['mark']}: the file is not included")
    if found:
        spans = [match.span("mark") for match in found]
        text.set(*show_leftovers(text.text, spans, text.numbers))
    annotated = list(text.matches(_ANNOTATED))
    if annotated:
        text.note(annotated[0].start(), "annotations are a list below the text")
    text.replace([(*match.span(), "") for match in annotated])
