"""Shows template text that can't be converted as what it is: a block of code.

As text, it would be read as words, and be part of descriptions, which have no blocks of code.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from sphinx_transcript.importers.markup.markdown_code import block_tokens, fence_for
from sphinx_transcript.importers.templates.lines import replace_parts

if TYPE_CHECKING:
    from collections.abc import Iterable

# Characters for private use, which no text has.
_OPEN, _CLOSE = "\ue0f0", "\ue0f1"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_ANY_MARK = f"{_OPEN}\\d+{_CLOSE}"
_ONLY_MARKS = re.compile(rf"(?P<indent>[ \t]*)(?:{_ANY_MARK}[ \t]*)+")
_LINK = re.compile(
    rf"(?P<image>!?)\[(?P<text>(?:[^\[\]\n]|\[[^\[\]\n]*\](?:\([^()\n]*\))?)*)\]\([^()\n{_OPEN}]*(?:{_ANY_MARK}[^()\n{_OPEN}]*)+\)"
)
_DEFINITION = re.compile(
    rf"^ {{0,3}}\[[^\]\n{_OPEN}]+\]:[^\n{_OPEN}]*{_ANY_MARK}[^\n]*$", re.MULTILINE
)
_HTML_TAG = re.compile(rf"<(?P<name>[A-Za-z][\w-]*)\b[^<>{_OPEN}]*(?:{_ANY_MARK}[^<>{_OPEN}]*)+>")
_WITHOUT_CONTENT = frozenset({"img", "source", "embed", "track", "input", "link", "meta", "br"})
_RAW_TEXT = re.compile(r"<(script|style|pre|textarea)\b[^<>]*>", re.IGNORECASE)
_ELLIPSIS = "…"


def show_leftovers(
    text: str, spans: Iterable[tuple[int, int]], numbers: list[int]
) -> tuple[str, list[int]]:
    """Return *text* with the template text at *spans* shown as code, and the number of each line.

    What is alone on its line is a block of code in its place. In a paragraph, an ellipsis stands
    in its place, and the block of code is below. *numbers* are those of the lines of *text*.
    """
    marks = Marks()
    replacements = [(start, end, marks.add(text[start:end])) for start, end in spans]
    return marks.show(*replace_parts(text, numbers, replacements))


def literal_block(text: str) -> str:
    """Return a block of code with *text*."""
    fence = fence_for(text)
    return f"{fence}text\n{text}\n{fence}"


class Marks:
    """Marks stand for template text in a text until all of it is converted."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    def add(self, template_text: str) -> str:
        """Return a mark for *template_text*."""
        self._texts.append(template_text)
        return f"{_OPEN}{len(self._texts) - 1}{_CLOSE}"

    def restore(self, text: str) -> str:
        """Return *text* with the template text in place of the marks."""
        return _MARK.sub(lambda match: self._texts[int(match[1])], text)

    def show(self, text: str, numbers: list[int]) -> tuple[str, list[int]]:
        """Return *text* with the template text of its marks as code, and the number of each line.

        *numbers* are those of the lines of *text*.
        """
        if _OPEN not in text:
            return text, numbers
        text = self._restore_raw_text(text)
        text = _DEFINITION.sub(lambda match: self.add(self.restore(match[0]).strip()), text)
        text = _LINK.sub(self._link, text)
        text = _HTML_TAG.sub(self._html_tag, text)
        return self._place(text.split("\n"), numbers)

    def _restore_raw_text(self, text: str) -> str:
        """Restore the marks in elements that no Markdown is read in, and whose text stays."""
        lower = text.lower()
        parts: list[str] = []
        last = 0
        while match := _RAW_TEXT.search(text, last):
            name = match[1].lower()
            end = lower.find(f"</{name}", match.end())
            end = end if end >= 0 else len(text)
            inside = self._on_one_line(text[match.end() : end], is_code=name in {"script", "style"})
            parts += [text[last : match.end()], inside]
            last = end
        return "".join([*parts, text[last:]])

    def _on_one_line(self, text: str, *, is_code: bool) -> str:
        """Return *text* restored where that leaves its lines as they are."""

        def restored(match: re.Match[str]) -> str:
            template_text = self._texts[int(match[1])]
            return template_text if is_code else html.escape(template_text, quote=False)

        new = _MARK.sub(restored, text)
        return new if new.count("\n") == text.count("\n") else text

    def _link(self, match: re.Match[str]) -> str:
        mark = self.add(self.restore(match[0]))
        return mark if match["image"] else f"{match['text']}{mark}"

    def _html_tag(self, match: re.Match[str]) -> str:
        """Return a mark, and the tag without attributes if text may follow that it is around."""
        name = match["name"].lower()
        lines = "\n" * match[0].count("\n")
        mark = self.add(self.restore(match[0])) + lines
        is_alone = name in _WITHOUT_CONTENT or match[0].endswith("/>")
        return mark if is_alone else f"{mark}<{name}>"

    def _place(self, lines: list[str], numbers: list[int]) -> tuple[str, list[int]]:
        ends = _block_ends(lines)
        new_lines: list[str] = []
        new_numbers: list[int] = []
        waiting: list[str] = []

        def emit(texts: list[str], number: int) -> None:
            new_lines.extend(texts)
            new_numbers.extend([number] * len(texts))

        at = 0
        while at < len(lines):
            line, number = lines[at], numbers[at]
            alone = _ONLY_MARKS.fullmatch(line)
            if alone:
                found = []
                while at < len(lines) and _ONLY_MARKS.fullmatch(lines[at]):
                    found.append(self.restore(lines[at]).strip())
                    at += 1
                is_first = not new_lines or not new_lines[-1].strip()
                is_last = at >= len(lines) or not lines[at].strip()
                block = literal_block("\n".join(found)).replace("\n", f"\n{alone['indent']}")
                emit([] if is_first else [""], number)
                emit(f"{alone['indent']}{block}".split("\n"), number)
                emit([] if is_last else [""], number)
            else:
                found = _MARK.findall(line)
                waiting += [self._texts[int(each)] for each in found]
                emit([re.sub(f"(?:{_ANY_MARK})+", _ELLIPSIS, line)], number)
                at += 1
            if waiting and (at >= len(lines) or at in ends):
                is_last = at >= len(lines) or not lines[at].strip()
                emit(["", *literal_block("\n".join(waiting)).split("\n")], number)
                emit([] if is_last else [""], number)
                waiting = []
        return "\n".join(new_lines), new_numbers


def _block_ends(lines: list[str]) -> set[int]:
    """Return the indices of the lines below the outermost blocks."""
    tokens = block_tokens("\n".join(lines))
    return {token.map[1] for token in tokens if token.level == 0 and token.map is not None}
