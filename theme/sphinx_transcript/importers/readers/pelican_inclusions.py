"""Files that Pelican's plugin liquid_tags includes in a post: notebooks and code.

https://github.com/pelican-plugins/liquid-tags
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sphinx_transcript.importers.front_matter.source_front_matter import SourceFileError, read_text
from sphinx_transcript.importers.markup.markdown_code import mask_code
from sphinx_transcript.importers.readers.configuration import text_setting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

_TAG = re.compile(r"^\{%\s*(?P<tag>notebook|include_code)\s+(?P<arguments>[^%\n]+?)\s*%\}", re.M)
_CELLS = re.compile(r"cells\[(-?\d{1,9}|)(:?)(-?\d{1,9}|)\]")
_LINES = re.compile(r"lines:(\d{1,9})-(\d{1,9})(?!\d)")
_LANGUAGE = re.compile(r"lang:([\w+#.-]+)")


@dataclass(frozen=True, slots=True)
class Inclusions:
    """Finds the files that tags name, below the folder *content* of *folder*."""

    folder: Path
    content: str
    settings: dict[str, Any]

    def convert(
        self,
        text: str,
        notebook_text: Callable[[str, slice], str],
        add_note: Callable[[int, str], None],
    ) -> str:
        """Return *text* with files in the place of tags.

        *notebook_text* returns some cells of a notebook as Markdown. *add_note* is called with the
        index of a line and what is wrong with a tag that stays.
        """

        def include(match: re.Match[str]) -> str:
            name, _, arguments = match["arguments"].partition(" ")
            try:
                if match["tag"] == "notebook":
                    return notebook_text(self._read("NOTEBOOK_DIR", name), _cells(arguments))
                return _code_block(self._read("CODE_DIR", name), name, arguments)
            except SourceFileError as error:
                add_note(text.count("\n", 0, match.start()), f"{name}: {error}")
                return match[0]

        masked = mask_code(text) if "{%" in text else ""
        parts, last = [], 0
        for match in _TAG.finditer(masked):
            parts += [text[last : match.start()], include(match)]
            last = match.end()
        return "".join([*parts, text[last:]])

    def _read(self, setting: str, name: str) -> str:
        default = {"NOTEBOOK_DIR": "notebooks", "CODE_DIR": "code"}[setting]
        below = self.folder / self.content
        path = below / text_setting(self.settings, setting, default) / name
        try:
            is_inside = path.resolve().is_relative_to(below.resolve())
        except (OSError, RuntimeError, ValueError) as error:
            # A circle of links, or a character that no name has.
            raise SourceFileError("there is no such file; not included", 1) from error
        if not is_inside:
            raise SourceFileError("the file is outside of the blog; not included", 1)
        return read_text(path)


def _cells(arguments: str) -> slice:
    match = _CELLS.search(arguments)
    if match is None:
        return slice(None)
    first, second = (int(each) if each else None for each in match.group(1, 3))
    if match[2]:
        return slice(first, second)
    return slice(first, first + 1 if first not in {None, -1} else None)


def _code_block(code: str, name: str, arguments: str) -> str:
    language, lines = _LANGUAGE.search(arguments), _LINES.search(arguments)
    if lines:
        code = "\n".join(code.split("\n")[max(0, int(lines[1]) - 1) : int(lines[2])])
    fence = "```"
    while fence in code:
        fence += "`"
    suffix = PurePosixPath(name).suffix[1:]
    text = code.strip("\n")
    return f"{fence}{language[1] if language else suffix}\n{text}\n{fence}"
