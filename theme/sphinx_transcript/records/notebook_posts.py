"""Notebooks that are posts: their front matter is metadata of the document, and not its text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import yaml
from sphinx.util import get_filetype

from sphinx_transcript.post.front_matter import yaml_span
from sphinx_transcript.post.notebook import (
    SUFFIX,
    front_matter_markup,
    without_front_matter,
)
from sphinx_transcript.records.blog_records import blog_domain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

_DATE_TAG = "tag:yaml.org,2002:timestamp"
_NOT_MOVED = frozenset({"jupytext", "kernelspec", "language_info", "mystnb", "nbsphinx"})
"""Keys that say how a notebook is run. A cell does not say it for MyST-NB and nbsphinx."""


def prepare_notebook(app: Sphinx, docname: str, source: list[str]) -> None:
    """Change the *source* of a notebook to what MyST-NB and nbsphinx can read."""
    path = app.env.doc2path(docname)
    if path.suffix == SUFFIX:
        if docname in blog_domain(app.env).post_metadata:
            source[0] = _with_front_matter_in_metadata(source[0])
    elif get_filetype(app.config.source_suffix, path) == "myst-nb":
        source[0] = _with_quoted_dates(source[0])


def _with_front_matter_in_metadata(content: str) -> str:
    """Return a notebook with the front matter of its first cell moved to its metadata.

    MyST-NB and nbsphinx would show it as text.
    """
    notebook: Any = json.loads(content)
    cells = notebook.get("cells", [])
    cell = next((each for each in cells if "".join(each.get("source", "")).strip()), None)
    if cell is None or cell.get("cell_type") not in {"markdown", "raw"}:
        return content
    kind, text = cell["cell_type"], "".join(cell["source"])
    markup = front_matter_markup(text, kind)
    if markup is None:
        return content
    rest = without_front_matter(text, kind)
    cell["source"] = rest
    if not rest:
        cells.remove(cell)
    if markup == "markdown":
        metadata = notebook.setdefault("metadata", {})
        for key, value in _mapping(text).items():
            if key not in _NOT_MOVED:
                metadata.setdefault(key, value)
    return json.dumps(notebook, ensure_ascii=False, default=str)


def _with_quoted_dates(text: str) -> str:
    """Return Markdown with the dates in its front matter quoted, so that they are strings.

    MyST-NB saves the front matter of a Markdown notebook as JSON, which has no dates.
    """
    span = yaml_span(text)
    if span is None:
        return text
    try:
        # The loader written in Python, because its marks count characters.
        root = yaml.compose(text[slice(*span)], Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return text  # Posts are read with libyaml, which accepts a little more.
    for node in sorted(_dates(root), key=lambda each: -each.start_mark.index):
        first, last = span[0] + node.start_mark.index, span[0] + node.end_mark.index
        text = f"{text[:first]}'{text[first:last]}'{text[last:]}"
    return text


def _dates(root: Any) -> Iterator[Any]:
    """Yield the dates below the YAML node *root*, each once: an alias is the same node."""
    seen: set[int] = set()
    nodes = [root]
    while nodes:
        node = nodes.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode) and node.tag == _DATE_TAG and not node.style:
            yield node
        elif isinstance(node, yaml.SequenceNode):
            nodes += node.value
        elif isinstance(node, yaml.MappingNode):
            nodes += [value for _, value in node.value]


def _mapping(text: str) -> dict[str, Any]:
    """Return the front matter in YAML of *text*, which has been read before."""
    span = yaml_span(text)
    value = yaml.safe_load(text[slice(*span)]) if span else None
    return {str(key): item for key, item in value.items()} if isinstance(value, dict) else {}
