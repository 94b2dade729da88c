"""What all generators of posts share: numbers, titles, file names, front matter and sentences."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from benchmarks.corpora import prose
from benchmarks.corpora.words import FORMS

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_POSTS = 11000
"""The maximum number of posts. They are one day apart, and all dates are in the past."""

_FIRST_DAY = date(1995, 1, 1)
_SLOT = re.compile(r"\{(\w+)\}")
_A = re.compile(r"\b([Aa]) (?=[aeio]|u(?!n[ai]|s)|hour|honest)")

Metadata = list[tuple[str, "str | list[str]"]]
"""The keys of front matter and their values, in the order in which they are written."""


@dataclass(frozen=True, slots=True)
class Post:
    """The name and the content of a source file."""

    file: str
    text: str


class Writer:
    """Writes English from templates at random, reproducibly for a seed."""

    def __init__(self, seed: str, vocabulary: int | None = None) -> None:
        """Use only the first *vocabulary* words of each kind, if it is given."""
        # Only random() is guaranteed to return the same values in each version of Python.
        self.random = Random(seed).random  # noqa: S311 (not for security)
        self._vocabulary = vocabulary

    def number(self, low: int, high: int) -> int:
        """Return a number from *low* to *high*."""
        return low + int(self.random() * (high - low + 1))

    def pick(self, choices: Sequence[str]) -> str:
        """Return one of *choices*, all with the same probability."""
        return choices[self.number(0, len(choices) - 1)]

    def pick_zipf(self, choices: Sequence[str]) -> str:
        """Return one of *choices*, the n-th about 1/n as often as the first (Zipf's law)."""
        return choices[int((len(choices) + 1) ** self.random()) - 1]

    def pick_early(self, choices: Sequence[str]) -> str:
        """Return one of *choices*; earlier ones are more frequent, but less than by Zipf's law."""
        return choices[int(len(choices) * self.random() ** 2)]

    def fill(self, template: str, **given: str) -> str:
        """Fill the slots of *template*, from *given* or with random words."""
        return _SLOT.sub(lambda slot: given.get(slot[1]) or self._word(slot[1]), template)

    def sentence(self, templates: Sequence[str], **given: str) -> str:
        """Return one of *templates* with filled slots and a capital first letter."""
        text = _A.sub(r"\1n ", self.fill(self.pick(templates), **given))
        return text[0].upper() + text[1:]

    def paragraph(self) -> str:
        """Return three to five sentences."""
        return " ".join(self.sentence(prose.SENTENCES) for _ in range(self.number(3, 5)))

    def tags(self, most: int) -> list[str]:
        """Return one tag to *most*, of which the first are far more frequent than the last."""
        return sorted({self.pick_zipf(prose.TAGS) for _ in range(self.number(1, most))})

    def link(self, index: int) -> str:
        """Return a sentence with a link to a post before the post number *index*."""
        title, file = title_and_file(self.number(0, index - 1))
        return self.sentence(prose.LINKS, title=title, file=file)

    def bullets(self) -> str:
        """Return a list with three to six items."""
        mark = self.pick(("-", "1."))
        return "\n".join(f"{mark} {self.sentence(prose.ITEMS)}" for _ in range(self.number(3, 6)))

    def code(self, language: str, templates: Sequence[str]) -> str:
        """Return a block of code."""
        return f"```{language}\n{self.fill(self.pick(templates)).strip()}\n```"

    def _word(self, kind: str) -> str:
        match kind:
            case "number":
                return str(self.number(2, 900))
            case "hour":
                return f"{self.number(0, 23):02}:{self.number(0, 59):02}"
            case "person":
                return self.pick(prose.PEOPLE)
        return self.pick_early(FORMS[kind][: self._vocabulary])


def count_words(blocks: Sequence[str]) -> int:
    """Return the number of words in *blocks*, without those of code."""
    return sum(len(block.split()) for block in blocks if "```" not in block)


def title_and_file(index: int) -> tuple[str, str]:
    """Return the title and the file name of the Markdown post number *index*.

    Raises ValueError if *index* is not from 0 to MAX_POSTS - 1.
    """
    if not 0 <= index < MAX_POSTS:
        raise ValueError(f"there are posts 0 to {MAX_POSTS - 1}, not {index}")
    title = Writer(f"title {index}").sentence(prose.TITLES)
    slug = re.sub(r"[^a-z0-9]+", "-", title.casefold())
    # The number makes the name unique, because titles may repeat.
    return title, f"{slug}-{index:04}.md"


def metadata(index: int, title: str, tags: list[str], category: str) -> Metadata:
    """Return the front matter that each post has; dates are one day apart."""
    day = str(_FIRST_DAY + timedelta(days=index))
    return [("title", title), ("date", day), ("tags", tags), ("category", category)]


def markdown_post(file: str, found: Metadata, blocks: Sequence[str]) -> Post:
    """Return the Markdown post with the front matter *found*, its title and *blocks*."""
    # Titles and descriptions may contain characters that YAML knows; all else is words.
    lines = []
    for key, value in found:
        if isinstance(value, list):
            text = f"[{', '.join(value)}]"
        else:
            text = json.dumps(value) if key in {"title", "description"} else value
        lines.append(f"{key}: {text}")
    title = next(value for key, value in found if key == "title")
    parts = ["\n".join(["---", *lines, "---"]), f"# {title}", *blocks]
    return Post(file, "\n\n".join(parts) + "\n")
