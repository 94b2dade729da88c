"""The usual posts in reStructuredText, with front matter as a field list."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from benchmarks.corpora import usual
from benchmarks.corpora.writer import Post, title_and_file

if TYPE_CHECKING:
    from collections.abc import Iterable

_FENCED = re.compile(r"```(?P<language>\w+)\n(?P<code>.*)\n```", re.DOTALL)
_LINK = re.compile(r"\[(?P<title>[^\]]*)\]\((?P<name>[^)]*)\.md\)")
_CODE = re.compile(r"(?<!`)`([^`<]+)`")


def make_post(index: int) -> Post:
    """Return the post number *index*; it links only to posts with lower numbers."""
    title, file = title_and_file(index)
    metadata, blocks = usual.make_parts(index)
    fields = []
    for key, value in metadata:
        text = ", ".join(value) if isinstance(value, list) else _CODE.sub(r"``\1``", value)
        fields.append(f":{key}: {text}")
    parts = ["\n".join(fields), _underlined(title, "="), *map(_block, blocks)]
    return Post(f"{file.removesuffix('.md')}.rst", "\n\n".join(parts) + "\n")


def _block(block: str) -> str:
    """Return the Markdown *block*, as the generator of usual posts writes it, in reStructuredText.

    The title of a link and code have other marks; emphasis and bullets are the same.
    """
    if fenced := _FENCED.fullmatch(block):
        indented = textwrap.indent(fenced["code"], "   ")
        return f".. code-block:: {fenced['language']}\n\n{indented}"
    text = _LINK.sub(r":doc:`\g<title> <\g<name>>`", _CODE.sub(r"``\1``", block))
    if text.startswith("## "):
        return _underlined(text.removeprefix("## "), "-")
    return _numbered(text.splitlines()) if text.startswith("1. ") else text


def _underlined(title: str, mark: str) -> str:
    return f"{title}\n{mark * len(title)}"


def _numbered(items: Iterable[str]) -> str:
    return "\n".join(f"#. {item.removeprefix('1. ')}" for item in items)
