"""Takes control characters out of the text of documents.

HTML and XML forbid them, and a terminal that shows a page as text would act on them. Blocks of
output keep the styles that escape sequences set; everywhere else, sequences are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_transcript.highlighting.ansi_languages import WRITTEN
from sphinx_transcript.highlighting.session_lexers import ESCAPED
from sphinx_transcript.highlighting.terminal_output import (
    is_terminal_block,
    read_block,
    read_code,
)
from sphinx_transcript.sessions.escapes import MARK
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.document_guard import guarded
from sphinx_transcript.support.problems import Subtype
from sphinx_transcript.support.terminal_text import without_controls
from sphinx_transcript.terminal.output import has_controls

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class ControlCharacters(SphinxTransform):
    """Makes the text of the document free of control characters."""

    # Before translations are looked up (20), and before titles and excerpts are read.
    default_priority = 4

    def apply(self, **kwargs: Any) -> None:
        """Change the nodes that have control characters."""
        with guarded("the reading of control characters", self.env.docname):
            self._apply()

    def _apply(self) -> None:
        # Hardly any document has some, and one search of all strings takes less than one of each.
        strings, blocks = _strings(self.document)
        has_found = has_controls("".join(strings))
        blocks = [
            node
            for node in blocks
            if _has_written_escapes(node) or (has_found and has_controls(node.astext()))
        ]
        for block in blocks:
            # A file that is included as a literal block has no raw source.
            is_highlighted = block.rawsource == block.astext() or (
                not block.rawsource and isinstance(block.next_node(), nodes.Text)
            )
            if is_highlighted and is_terminal_block(block):
                read_block(block)
            elif is_highlighted:
                read_code(block)
        if blocks:
            has_found = has_controls("".join(_strings(self.document)[0]))
        if not has_found:
            return
        found = [node for node in self.document.findall() if _remove_controls(node)]
        if found:
            for names in (self.document.nameids, self.document.nametypes, self.document.refnames):
                _clean_keys(names)
            located = next((node for node in found if _line(node)), None)
            warn(
                "a control character in the text is left out; only blocks of code can have "
                "escape sequences",
                Subtype.ANSI,
                located or self.env.docname,
            )


def _has_written_escapes(node: nodes.literal_block) -> bool:
    language = str(node.get("language"))
    return language in WRITTEN or (language.endswith(ESCAPED) and MARK in node.astext())


def _strings(document: nodes.document) -> tuple[list[str], list[nodes.literal_block]]:
    """Return the strings in *document* that `_remove_controls` looks at, and its literal blocks."""
    strings: list[str] = []
    blocks = []
    for node in document.findall():
        if isinstance(node, nodes.Text):
            strings.append(node.astext() if "\0" in node else node)
        elif isinstance(node, nodes.Element):
            if isinstance(node, nodes.literal_block):
                blocks.append(node)
            _add_strings(node.rawsource, strings)
            for value in node.attributes.values():
                if value:
                    _add_strings(value, strings)
    return strings, blocks


def _add_strings(value: Any, strings: list[str]) -> None:
    if isinstance(value, str):
        # docutils has a null character where the source has a backslash.
        if "\0" not in value:
            strings.append(value)
    elif type(value) in (list, tuple):
        for part in value:
            _add_strings(part, strings)


def _remove_controls(node: nodes.Node) -> bool:
    """Remove the control characters of *node*, and return whether there were any."""
    if isinstance(node, nodes.Text):
        text = node.astext()
        is_found = has_controls(text)
        parent = node.parent
        if is_found:
            parent.replace(node, nodes.Text(without_controls(text)))
        # nbsphinx gives the outputs of notebooks in forms for other builders, too, with escapes.
        return is_found and not (isinstance(parent, nodes.raw) and "html" not in parent["format"])
    is_found = False
    if isinstance(node, nodes.Element):
        if node.rawsource:
            node.rawsource = _cleaned(node.rawsource)
        for name, value in node.attributes.items():
            # Most attributes are empty lists.
            if value and (cleaned := _cleaned(value)) is not value:
                node[name] = cleaned
                is_found = True
    return is_found


def _cleaned(value: Any) -> Any:
    """Return *value* without control characters; *value* itself if it has none."""
    if isinstance(value, str):
        # docutils has a null character where the source has a backslash.
        return value if "\0" in value else without_controls(value)
    if type(value) in (list, tuple):
        parts = [_cleaned(part) for part in value]
        if any(part is not old for part, old in zip(parts, value, strict=True)):
            return type(value)(parts)
    return value


def _line(node: nodes.Node) -> int | None:
    """Return the line in the source of *node* or of what encloses it."""
    each: nodes.Node | None = node
    while each is not None and each.line is None:
        each = each.parent
    return each.line if each is not None else None


def _clean_keys(names: dict[str, Any]) -> None:
    """Remove the control characters of *names*, by which docutils finds the targets of links."""
    for name in [name for name in names if has_controls(name)]:
        names.setdefault(without_controls(name), names.pop(name))


def register(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(ControlCharacters)
