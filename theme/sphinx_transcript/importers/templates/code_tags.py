"""Converts the tags around code, and the text that is no template, before all other tags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_transcript.importers.markup.code_blocks import CodeOptions, code_block
from sphinx_transcript.importers.markup.markdown_code import mask_code
from sphinx_transcript.importers.templates.conversion import protect_braces
from sphinx_transcript.importers.templates.lines import Replacement, as_block, replace_parts
from sphinx_transcript.importers.templates.tags import Syntax, Tag, find_tags, parse_arguments

if TYPE_CHECKING:
    from collections.abc import Callable

CODE_TAGS = frozenset({"highlight", "codeblock", "code", "prism", "mermaid"})
_RAW_TAGS = frozenset({"raw", "verbatim"})
_COMMENT_TAGS = frozenset({"comment"})
_LANGUAGE = re.compile(r"[\w+#.-]+")


def convert_code_tags(
    text: str, numbers: list[int], syntax: Syntax, add_note: Callable[[int, str], None]
) -> tuple[str, list[int]]:
    """Return *text* with fences for code, without comments, and the number of each line.

    The text in the tag raw is no template: its braces are protected. Such a tag has a meaning in
    code, too. *add_note* is called with the number of a line and a message about what is left out.
    """
    masked = mask_code(text)
    tags = find_tags(text, syntax)
    closings: dict[str, list[Tag]] = {}
    for tag in reversed(tags):
        if tag.is_closing:
            closings.setdefault(tag.name, []).append(tag)
    replacements: list[Replacement] = []
    end = -1
    for tag in tags:
        is_known = tag.name in CODE_TAGS | _RAW_TAGS | _COMMENT_TAGS
        is_in_code = masked[tag.start] == "\x00"
        if tag.start < end or tag.is_closing or not is_known:
            continue
        if is_in_code and tag.name not in _RAW_TAGS:
            continue
        following = closings.get(tag.name, [])
        while following and following[-1].start < tag.end:
            following.pop()
        if not following:
            continue
        closing = following[-1]
        end = closing.end
        inside = text[tag.end : closing.start]
        if tag.name in _COMMENT_TAGS:
            replacements.append((tag.start, end, ""))
        elif tag.name in _RAW_TAGS:
            replacements += _without_tags(text, tag, closing, protect_braces(inside))
        else:
            block, lost = _code_block(tag, inside, _indent(text, tag))
            if lost:
                number = numbers[text.count("\n", 0, tag.start)]
                add_note(number, f"options of {tag.name} are left out: {lost}")
            replacements.append((tag.start, end, as_block(text, tag.start, end, block)))
    return replace_parts(text, numbers, replacements)


def _without_tags(text: str, tag: Tag, closing: Tag, inside: str) -> list[Replacement]:
    """Return the replacements for the tags, with the line of each that is alone on its line."""
    return [
        (*_line_around(text, tag), ""),
        *_changes(text, tag.end, inside),
        (*_line_around(text, closing), ""),
    ]


def _changes(text: str, start: int, new: str) -> list[Replacement]:
    """Return the replacements of single characters that differ in *new* from *text* at *start*."""
    return [(at, at + 1, char) for at, char in enumerate(new, start) if char != text[at]]


def _line_around(text: str, tag: Tag) -> tuple[int, int]:
    line_start = text.rfind("\n", 0, tag.start) + 1
    line_end = text.find("\n", tag.end)
    line_end = line_end if line_end >= 0 else len(text)
    if text[line_start : tag.start].strip() or text[tag.end : line_end].strip():
        return tag.start, tag.end
    return line_start, line_end


def _code_block(tag: Tag, inside: str, indent: str) -> tuple[str, str]:
    """Return a fenced block of code, and the options that it can't have."""
    arguments = parse_arguments(tag.arguments)
    named = {
        key: value for key, value in arguments.named.items() if value not in {"", "false", "0"}
    }
    positional = list(arguments.positional)
    languages = [each[5:] for each in positional if each.startswith("lang:")]
    positional = [each for each in positional if not each.startswith("lang:")]
    language = named.pop("lang", "") or named.pop("language", "") or "".join(languages[:1])
    title = named.pop("title", "")
    if tag.name == "mermaid":
        language = "mermaid"
    elif tag.name == "codeblock":
        # Octopress has the title first.
        title, positional = title or " ".join(positional), []
    elif not language and positional and _LANGUAGE.fullmatch(positional[0]):
        language = positional.pop(0)
    for option in list(positional):
        # Hugo has the options in one string: "linenos=table,hl_lines=1 3-4".
        if "=" in option:
            positional.remove(option)
            for part in re.split(r",(?=\s*\w+=)", option):
                key, _, value = part.partition("=")
                named[key.strip().lower()] = value.strip()
    is_numbered = named.pop("linenos", "false") not in {"false", "0"}
    if "linenos" in positional:
        positional.remove("linenos")
        is_numbered = True
    options = CodeOptions(
        title,
        named.pop("hl_lines", "") or named.pop("mark_lines", ""),
        is_numbered,
        named.pop("linenostart", "") or named.pop("start", ""),
    )
    lost = " ".join([*positional, *(f"{key}={value}" for key, value in named.items())])
    code = "\n".join(line.removeprefix(indent) for line in inside.strip("\n").rstrip().split("\n"))
    return code_block(language.lower(), code, options), lost


def _indent(text: str, tag: Tag) -> str:
    before = text[text.rfind("\n", 0, tag.start) + 1 : tag.start]
    return before if not before.strip() else ""
