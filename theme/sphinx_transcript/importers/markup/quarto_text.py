"""Converts the Markdown of Quarto: https://quarto.org/docs/authoring/markdown-basics.html.

Cells with code become code blocks, callouts become boxes, and images alone become figures. Other
divisions are left out around their text.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_transcript.importers.markup.markdown_code import fence_for

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_FENCE = re.compile(r"(?P<indent>[ \t]*)(?P<fence>`{3,}|~{3,})(?P<info>[^`\n]*)")
_CELL = re.compile(r"\{(?P<language>[A-Za-z][\w+-]*)(?:[\s,](?P<options>[^}]*))?\}")
_ATTRIBUTES = re.compile(r"\{\s*\.(?P<language>[\w+#-]+)[^}]*\}")
_RAW = re.compile(r"\{=(?P<format>[\w-]+)\}")
_OPTION = re.compile(r"[ \t]*(?:#|//|--|%%)\|[ \t]?(?P<name>[\w.-]+):[ \t]*(?P<value>.*)")
_DIV = re.compile(r"[ \t]*(?P<colons>:{3,})[ \t]*(?P<attributes>\{[^}]*\}|[\w-]+)?[ \t]*:*")
_CALLOUT = re.compile(r"\.callout-(?P<kind>note|tip|warning|important|caution)\b")
_TITLE = re.compile(r"\btitle=(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')")
_HEADING = re.compile(r"[ \t]*#{1,6}[ \t]+(?P<text>.*?)(?:[ \t]*\{[^}]*\})?[ \t]*")
_FIGURE = re.compile(
    r"[ \t]*!\[(?P<caption>.*)\]\((?P<to><[^>]*>|[^\s()<>]+)(?:[ \t]+\"(?P<title>[^\"]*)\")?\)"
    r"(?:\{(?P<attributes>[^{}]*)\})?[ \t]*"
)
_ATTRIBUTE = re.compile(r"([\w-]+)=(?:\"([^\"]*)\"|'([^']*)'|(\S+))")
_SPAN = re.compile(r"(?<=[\])])\{[.#\w][^{}\n]*\}")
_INLINE_CODE = re.compile(r"`(?:\{(?:r|python|julia)\}|r) [^`\n]+`")
_REFERENCE = re.compile(
    r"(?<![\w`\\])(?:\[-?@[\w:.#$%&+?<>~/-]+[^\]\n]*\]|@(?:fig|tbl|sec|eq|lst)-[\w-]+)"
)
_HIDDEN = frozenset({"false", "no", "f"})


class _Line(NamedTuple):
    text: str
    number: int


def convert_quarto(
    text: str, numbers: Sequence[int] | int, add_note: Callable[[int, str], None]
) -> tuple[str, list[int]]:
    """Return *text* as Markdown, and the line of the file for each of its lines.

    *numbers* are the lines of the file for those of *text*, the last standing for all below, or
    the first of lines one after another. *add_note* is called with a line of the file.
    """
    written = text.split("\n")
    if isinstance(numbers, int):
        lines = [_Line(each, numbers + at) for at, each in enumerate(written)]
    else:
        lines = [_Line(each, numbers[min(at, len(numbers) - 1)]) for at, each in enumerate(written)]
    converted = _Quarto(add_note).convert(lines) or [_Line("", lines[0].number)]
    return "\n".join(line.text for line in converted), [line.number for line in converted]


class _Quarto:
    def __init__(self, add_note: Callable[[int, str], None]) -> None:
        self._add_note = add_note
        self._said: set[str] = set()

    def convert(self, lines: list[_Line]) -> list[_Line]:
        new: list[_Line] = []
        boxes: list[tuple[str, int] | None] = []
        """For each division that is open: the kind of box and its first line in *new*, or None."""
        at = 0
        while at < len(lines):
            line = lines[at]
            if fence := _FENCE.fullmatch(line.text):
                end = _fence_end(lines, at, fence["fence"])
                new += self._code(lines[at : end + 1], fence, is_closed=end < len(lines))
                at = end + 1
                continue
            div = _DIV.fullmatch(line.text)
            if div and div["attributes"]:
                callout = _CALLOUT.search(div["attributes"])
                boxes.append((div["attributes"], len(new)) if callout else None)
                self._say_division(div["attributes"], line)
            elif div and boxes:
                box = boxes.pop()
                if box is not None:
                    new[box[1] :] = _box(box[0], new[box[1] :], line.number)
            else:
                new.append(self._inline(line))
            at += 1
        return new

    def _say(self, message: str, line: _Line) -> None:
        """Add a note, once for each message."""
        if message not in self._said:
            self._said.add(message)
            self._add_note(line.number, message)

    def _say_division(self, attributes: str, line: _Line) -> None:
        silent = ("callout", "cell", "column", "panel", "page", "quarto", "layout")
        if not any(word in attributes for word in silent):
            self._say(f"the division {attributes} is left out around its text", line)

    def _code(self, lines: list[_Line], fence: re.Match[str], *, is_closed: bool) -> list[_Line]:
        info = fence["info"].strip()
        first, body = lines[0], lines[1:-1] if is_closed else lines[1:]
        closing = [lines[-1]] if is_closed else []
        if raw := _RAW.fullmatch(info):
            if raw["format"].startswith("html"):
                return body
            self._say(f"text for {raw['format']} alone is left out", first)
            return []
        opening = f"{fence['indent']}{fence['fence']}"
        if cell := _CELL.fullmatch(info):
            options = _cell_options(cell["options"] or "")
            kept: list[_Line] = []
            for line in body:
                match = _OPTION.fullmatch(line.text)
                if match and not kept:
                    options[match["name"]] = match["value"].strip().lower()
                else:
                    kept.append(line)
            if options.get("echo") in _HIDDEN or options.get("include") in _HIDDEN:
                self._say("code that was not shown is left out", first)
                return []
            if options.get("eval") not in _HIDDEN:
                self._say("the output of cells is not in the file: their code stands alone", first)
            language = cell["language"].lower()
            return [_Line(f"{opening}{language}", first.number), *kept, *closing]
        if attributes := _ATTRIBUTES.fullmatch(info):
            return [_Line(f"{opening}{attributes['language']}", first.number), *body, *closing]
        return lines

    def _inline(self, line: _Line) -> _Line:
        if figure := _FIGURE.fullmatch(line.text):
            return _Line(_figure(figure), line.number)
        if _INLINE_CODE.search(line.text):
            self._say("code within a line is not computed: it stands as it is", line)
        if _REFERENCE.search(line.text):
            self._say("citations and references by @ stand as they are written", line)
        return _Line(_SPAN.sub("", line.text), line.number)


def _fence_end(lines: list[_Line], at: int, fence: str) -> int:
    """Return the index of the line that closes the code block opened at *at*."""
    for end in range(at + 1, len(lines)):
        text = lines[end].text.strip()
        if text.startswith(fence) and not text.strip(fence[0]):
            return end
    return len(lines)


def _cell_options(text: str) -> dict[str, str]:
    """Return the options in the braces of a cell of knitr, such as echo=FALSE."""
    pairs = (each.partition("=") for each in text.split(","))
    return {name.strip(): value.strip().lower() for name, mark, value in pairs if mark}


def _box(attributes: str, inside: list[_Line], end: int) -> list[_Line]:
    """Return a box with the lines *inside*; a heading that they begin with is its title."""
    callout, title = _CALLOUT.search(attributes), _TITLE.search(attributes)
    kind = callout["kind"] if callout else "note"
    shown = (title["double"] or title["single"] or "") if title else ""
    number = inside[0].number - 1 if inside else end
    inside = _without_blank_start(inside)
    if not shown and inside and (heading := _HEADING.fullmatch(inside[0].text)):
        shown, inside = heading["text"], _without_blank_start(inside[1:])
    fence = fence_for("\n".join(line.text for line in inside))
    opening = f"{{admonition}} {shown}" if shown else f"{{{kind}}}"
    return [_Line(f"{fence}{opening}", number), *inside, _Line(fence, end)]


def _without_blank_start(lines: list[_Line]) -> list[_Line]:
    first = next((at for at, line in enumerate(lines) if line.text.strip()), len(lines))
    return lines[first:]


def _figure(match: re.Match[str]) -> str:
    """Return an image alone on its line: with a caption it is a figure."""
    source = match["to"].strip("<>")
    given = {name: a or b or c for name, a, b, c in _ATTRIBUTE.findall(match["attributes"] or "")}
    width, alt = given.get("width", ""), given.get("fig-alt", "")
    caption = match["caption"].strip()
    if not caption and not width:
        return f"![{alt}]({match['to']})"
    attributes = {"src": source, "alt": alt, **({"width": width} if width else {})}
    image = "".join(f' {name}="{html.escape(value)}"' for name, value in attributes.items())
    if not caption:
        return f"<img{image}>"
    return f'<figure><img{image}><figcaption markdown="1">{caption}</figcaption></figure>'
