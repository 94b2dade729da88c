"""The metadata of a notebook, as fields of front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_transcript.post.field import Field, FrontMatterError, reject_second
from sphinx_transcript.post.front_matter_keys import FLAG_KEYS, KEYS
from sphinx_transcript.post.publication_keys import is_publication_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_TOOL_KEYS = frozenset(
    {
        "accelerator", "anaconda-cloud", "celltoolbar", "colab", "file_format", "interpreter",
        "jupytext", "kernelspec", "kernel_info", "language_info", "mystnb", "nbsphinx", "nteract",
        "orig_nbformat", "source_map", "toc", "toc-autonumbering", "toc-showcode",
        "toc-showmarkdowntxt", "toc-showtags", "varInspector", "vscode", "widgets",
    }
)  # fmt: skip
"""Keys of a notebook's metadata that programs set, and that say nothing of a post."""


def json_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the JSON object of *pairs*. Raises FrontMatterError for a key of ours given twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        for name in found:
            if names.count(name) > 1 and _is_key(name):
                raise FrontMatterError(f"the key {name!r} is given twice; keep one of them", 1)
    return found


def metadata_fields(metadata: object, line_of: Callable[[str], int]) -> dict[str, Field]:
    """Return the fields of *metadata* by lower-case key, without those that programs set.

    *line_of* returns the line of a key. Raises FrontMatterError for keys that differ by case alone.
    """
    fields = _fields(metadata, line_of) if isinstance(metadata, dict) else []
    return {field.name.casefold(): field for field in fields if field.name not in _TOOL_KEYS}


def reject_contradiction(in_cell: Mapping[str, Field], metadata: Mapping[str, Field]) -> None:
    """Raise FrontMatterError where a key that may hide a post has another value in the metadata."""
    for key, field in in_cell.items():
        other = metadata.get(key)
        may_hide = key in FLAG_KEYS or is_publication_key(key)
        if other is not None and other.value != field.value and may_hide:
            reject_second(key, other.line, field.line)


def _fields(mapping: Mapping[str, Any], line_of: Callable[[str], int]) -> list[Field]:
    fields = []
    lines: dict[str, int] = {}
    for name, value in mapping.items():
        line, folded = line_of(name), name.casefold()
        if folded in lines and _is_key(name):
            reject_second(name, line, lines[folded])
        lines[folded] = line
        items = value if isinstance(value, list) else [value]
        mappings = [item for item in items if isinstance(item, dict)]
        inner = [field for item in mappings for field in _fields(item, line_of)]
        fields.append(Field(_value(value), line, name, tuple(inner)))
    return fields


def _is_key(name: str) -> bool:
    return name.casefold() in KEYS or is_publication_key(name)


def _value(value: Any) -> str | tuple[str, ...] | None:
    """Return a *value* of the metadata as front matter has it."""
    if isinstance(value, list):
        # The authors of a notebook are objects with a name.
        items = [item.get("name") if isinstance(item, dict) else item for item in value]
        texts = [_scalar(item) for item in items]
        return None if None in texts else tuple(filter(None, texts))
    return _scalar(value)


def _scalar(value: Any) -> str | None:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value).strip() if isinstance(value, (str, int, float)) else None
