"""Front matter in YAML, as it stands at the top of a Markdown file."""

from __future__ import annotations

import re

from sphinx_transcript.post.field import Field, FrontMatterError

_LINE_END = re.compile(r"\r\n|\r|\n")
_FENCE = re.compile(r"-{3,}[ \t]*$")
# Lines of which each has a key and one value, in text that YAML neither folds nor refuses.
_PLAIN_LINE = re.compile(
    r"""([A-Za-z_][A-Za-z0-9_-]{0,60}+):
    (?: [ ]+"([^"\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]*+)"
      | [ ]+\[ ((?:[A-Za-z][A-Za-z0-9 _-]*+ (?:,[ ](?=[A-Za-z]))?+ )*+) \]
      | [ ]+(\d{4}-\d\d-\d\d | [A-Za-z][\w ,.'()/+?!;-]*+)
    )?+""",
    re.VERBOSE,
)
_NULLS = frozenset({"null", "Null", "NULL"})


def source_lines(text: str) -> list[str]:
    """Return the lines of *text* without their ends, and without a byte order mark."""
    # str.splitlines also splits at characters that are no line ends in YAML and Markdown.
    text = text.removeprefix("\ufeff")
    return _LINE_END.split(text) if "\r" in text else text.split("\n")


def yaml_span(text: str) -> tuple[int, int] | None:
    """Return the start and end offsets of the YAML in the source *text*, without its fences.

    Returns None if there is no front matter, or if it is not closed.
    """
    at = len(text) - len(text.removeprefix("\ufeff"))
    opening, start = "", -1
    while at < len(text):
        end = _LINE_END.search(text, at)
        line = text[at : end.start() if end else len(text)]
        if start >= 0 and _closes(line, opening):
            return start, at
        if start < 0 and (not _FENCE.match(line) or not end):
            return None
        after = end.end() if end else len(text)
        if start < 0:
            opening, start = line, after
        at = after
    return None


def read_yaml(lines: list[str]) -> tuple[dict[str, Field], int]:
    """Return the fields of the YAML at the top of *lines* by lower-case key, and its line count.

    Both are empty where the first line does not open front matter. Raises FrontMatterError.
    """
    if not lines or not _FENCE.match(lines[0]):
        return {}, 0
    end = next((at for at, line in enumerate(lines) if at and _closes(line, lines[0])), None)
    if end is None:
        raise FrontMatterError("front matter opens here and never closes: a line '---' ends it", 1)
    plain = _plain_fields(lines[1:end])
    if plain is not None:
        return plain, end + 1
    # Imported here, because YAML takes long to import, and most posts need none.
    from sphinx_transcript.post.yaml_fields import read_fields  # noqa: PLC0415

    return read_fields(lines, end), end + 1


def _plain_fields(lines: list[str]) -> dict[str, Field] | None:
    """Return the fields of *lines* by lower-case key, if each line has a key and a plain value.

    They are those that the YAML of *lines* has, for a tenth of the time; None where it takes YAML.
    """
    fields: dict[str, Field] = {}
    for number, line in enumerate(lines, start=2):
        found = _PLAIN_LINE.fullmatch(line)
        if found is None:
            return None
        name, quoted, items, plain = found.groups()
        value: str | tuple[str, ...]
        if quoted is not None:
            value = quoted.strip()
        elif items is not None:
            value = tuple(filter(None, map(_plain_text, items.split(","))))
        else:
            value = _plain_text(plain or "")
        folded = name.casefold()
        if folded in fields:
            return None
        fields[folded] = Field(value, number, name)
    return fields


def _plain_text(text: str) -> str:
    text = text.strip(" ")
    return "" if text in _NULLS else text


def _closes(line: str, opening: str) -> bool:
    # As in the Markdown parser: a fence of at least the same length, or the document end of YAML.
    fence = line.rstrip()
    return fence == "..." or (bool(_FENCE.match(line)) and len(fence) >= len(opening.rstrip()))
