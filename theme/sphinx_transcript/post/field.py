"""A field of front matter, and the error for front matter that can't be read."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Field:
    """The value of a key, as text, and its line."""

    value: str | tuple[str, ...] | None
    """Text, or the items of a list, or None for anything else (a mapping, a nested list)."""
    line: int
    """The line of the key in the source file, from 1."""
    name: str = field(default="", compare=False)
    """The key as it was written; empty where that is not known."""
    inner: tuple[Field, ...] = ()
    """The fields of the mappings in a value that is neither text nor a list of texts."""


FREE_NAMES = frozenset({"html_meta", "substitutions"})
"""The keys of ``myst`` whose keys are names that an author chooses: they have no meaning here.

See https://myst-parser.readthedocs.io/en/latest/configuration.html#local-configuration
"""


class FrontMatterError(ValueError):
    """Front matter that can't be parsed."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line
        """The line in the source file, from 1."""


class UnreadHeaderError(FrontMatterError):
    """A text that begins like front matter, in a format or at a place that is not read."""


def reject_second(name: str, line: int, first_line: int) -> None:
    """Raise FrontMatterError for the key *name* on *line*, which *first_line* has already."""
    raise FrontMatterError(
        f"the key {name!r} is given twice, here and on line {first_line}; keep one of them", line
    )
