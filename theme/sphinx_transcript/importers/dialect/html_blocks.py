"""Converts HTML elements whose content is Markdown: <div markdown>.

https://kramdown.gettalong.org/syntax.html#html-blocks and
https://python-markdown.github.io/extensions/md_in_html/.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_transcript.importers.markup.markdown_code import mask_code

if TYPE_CHECKING:
    from sphinx_transcript.importers.dialect.dialect_text import DialectText
    from sphinx_transcript.importers.templates.lines import Replacement

_ATTRIBUTE = re.compile(
    r"[ \t]+markdown(?:[ \t]*=[ \t]*(?:\"[^\"]*\"|'[^']*'|\w+))?(?=[\s>/])", re.IGNORECASE
)
_OPENING = re.compile(r"<(?P<name>[a-z][a-z0-9]*)(?P<attributes>[^<>\n]*)>", re.IGNORECASE)
_CONTAINERS = frozenset(
    {"div", "section", "article", "aside", "main", "center", "header", "footer", "nav"}
)
_CLASS = re.compile(r"\bclass[ \t]*=[ \t]*[\"']?(?P<value>[^\"'<>]*)")
_OTHER = re.compile(r"\b(?P<name>[\w-]+)[ \t]*=")
_SUMMARY = re.compile(r"\s*<summary\b[^<>]*>.*?</summary\s*>", re.IGNORECASE | re.DOTALL)
_FENCE = re.compile(r"`{3,}")


def convert_html_blocks(text: DialectText) -> None:
    """Make a container of each block element with Markdown inside; free others of the attribute."""
    if "markdown" not in text.text.lower():
        return
    # The content of such an element may be indented: what looks like code is none.
    for _ in range(_MAX_PASSES):
        if not _convert_innermost(text):
            return


_MAX_PASSES = 12
"""How deep such elements may be inside each other."""


def _convert_innermost(text: DialectText) -> bool:
    """Convert the elements that have no such element inside; tell whether there was one."""
    masked = _without_fences(text)
    tags = list(_OPENING.finditer(masked))
    replacements: list[Replacement] = []
    ends = _closing_tags(masked)
    # The attribute of a caption tells the conversion of figures what the caption is.
    openings = [
        tag
        for tag in tags
        if tag["name"].lower() != "figcaption" and _ATTRIBUTE.search(f"{tag['attributes']}>")
    ]
    for at, tag in enumerate(openings):
        name = tag["name"].lower()
        closing = ends.get(tag.start())
        following = openings[at + 1].start() if at + 1 < len(openings) else len(masked)
        if closing is not None and following < closing[0]:
            continue
        attributes = _ATTRIBUTE.sub("", f"{tag['attributes']}>")[:-1]
        if (
            name not in _CONTAINERS | {"details"}
            or closing is None
            or not _is_at_line_start(masked, tag)
        ):
            replacements.append((*tag.span(), f"<{tag['name']}{attributes}>"))
            continue
        inside = text.text[tag.end() : closing[0]]
        indent = masked[masked.rfind("\n", 0, tag.start()) + 1 : tag.start()]
        new = _converted(text, tag, attributes, inside).replace("\n", f"\n{indent}")
        replacements.append((tag.start(), closing[1], new))
    text.replace(replacements)
    return bool(replacements)


def _converted(text: DialectText, tag: re.Match[str], attributes: str, inside: str) -> str:
    summary = _SUMMARY.match(inside) if tag["name"].lower() == "details" else None
    head = summary[0] if summary else ""
    content = _dedented(inside[len(head) :])
    if tag["name"].lower() == "details":
        return f"<details{attributes}>{head.strip()}\n\n{content}\n\n</details>"
    if not content:
        return ""
    classes = _CLASS.search(attributes)
    lost = {each["name"] for each in _OTHER.finditer(attributes)} - {"class"}
    if lost:
        message = f"attributes of a <{tag['name']}> are left out: {', '.join(sorted(lost))}"
        text.note(tag.start(), message, "html")
    names = " ".join(re.findall(r"[\w-]+", classes["value"])) if classes else ""
    longest = max(map(len, _FENCE.findall(content)), default=3)
    fence = "`" * (longest + 1)
    gap = "\n" if content.startswith((":", "---")) else ""
    return f"{fence}{{container}} {names}".rstrip() + f"\n{gap}{content}\n{fence}"


def _dedented(text: str) -> str:
    lines = text.strip("\n").rstrip().split("\n")
    indents = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    indent = min(indents, default=0)
    return "\n".join(line[indent:] if line.strip() else "" for line in lines)


def _is_at_line_start(text: str, tag: re.Match[str]) -> bool:
    return not text[text.rfind("\n", 0, tag.start()) + 1 : tag.start()].strip()


def _closing_tags(text: str) -> dict[int, tuple[int, int]]:
    """Return the start and the end of the closing tag for the offset of each opening tag."""
    stacks: dict[str, list[int]] = {}
    found = {}
    for match in re.finditer(r"<(?P<mark>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)[^<>]*>", text):
        stack = stacks.setdefault(match["name"].lower(), [])
        if not match["mark"]:
            stack.append(match.start())
        elif stack:
            found[stack.pop()] = match.span()
    return found


def _without_fences(text: DialectText) -> str:
    """Return the text with NUL for what is in fences and code spans, but not in indented code."""
    unindented = "\n".join(line.lstrip(" \t") for line in text.text.split("\n"))
    masked_lines = mask_code(unindented).split("\n")
    lines = []
    for line, masked in zip(text.text.split("\n"), masked_lines, strict=True):
        lines.append(line[: len(line) - len(masked)] + masked)
    return "\n".join(lines)
