"""Generates reproducible Markdown posts in plausible English."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from benchmarks.blocks import CONSOLE, PYTHON
from benchmarks.words import FORMS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MAX_POSTS = 11000
"""The maximum number of posts. They are one day apart, and all dates are in the past."""

_FIRST_DAY = date(1995, 1, 1)
_SLOT = re.compile(r"\{(\w+)\}")
_A = re.compile(r"\b([Aa]) (?=[aeio]|u(?!n[ai]|s)|hour|honest)")

_TAG_NAMES = """
    linux networking postgres oncall backups python monitoring dns storage security kubernetes git
    terraform nginx hardware testing bash systemd performance logging caching queues email tls
    releases docker debugging documentation hiring reviews capacity cron sqlite firewalls mentoring
    incidents licences printers fonts coffee
"""
_TAGS = _TAG_NAMES.split()
_CATEGORIES = ("Operations", "Development", "Databases", "People", "Tools", "Notes")
_SERIES = ("Moving house", "A year on call", "The small database", "Letters to a new colleague")
_PEOPLE = ("Ada", "Bram", "Chidi", "Dana", "Emil", "Farah", "Greta", "Hugo", "Ines", "Jonas")

_TITLES = (
    "The {adjective} {noun}",
    "How we {verbed} the {noun}",
    "Why the {noun} {verbs} at {hour}",
    "{verbing} {adjective} {nouns}",
    "A {noun} for every {noun}",
    "What {person} learnt from a {adjective} {noun}",
    "Notes on {verbing} a {noun}",
)

_HEADINGS = (
    "What the {noun} {verbed}",
    "The {adjective} part",
    "{verbing} the {noun}",
    "Before the {noun}",
    "What we {verb} now",
    "Next time",
)

_SENTENCES = (
    "The {noun} {verbed} {adverb} until the {adjective} {noun} {verbed}.",
    "{person} {verbed} the {noun}, and we {verbed} every {noun} that was left.",
    "It took {number} minutes to {verb} a {noun} that nobody had {verbed} before.",
    "A {adjective} {noun} {verbs} the {nouns}, but it never {verbs} the {noun} behind them.",
    "We {verbed} {number} {nouns} that week, most of them {adverb}.",
    "If the {noun} is {adjective}, the {nouns} are {adjective} as well.",
    "Nobody {verbs} a {noun} at {hour} because they want to.",
    "I had {verbed} the {noun} twice, which is one time more than it can be {verbed}.",
    "By {hour} the {nouns} were {verbing} again, and {person} went home.",
    "When you {verb} `{noun}_{noun}`, it {verbs} the {adjective} {noun} first.",
    "The {noun} was *{adverb}* {adjective}, so {person} {verbed} it by hand.",
    "That {noun} had {verbed} {number} {nouns} an hour since the {adjective} {noun} was {verbed}.",
    "Our {noun} does not {verb} {nouns}; it {verbs} what the {noun} tells it to.",
    "There is a {adjective} way to {verb} a {noun}, and there is the way that we {verbed} it.",
    "{verbing} the {noun} costs little, and {verbing} the {nouns} costs a {noun}.",
    "Without {nouns} no {noun} {verbs}, and without a {noun} nothing is {adjective}.",
    "The {nouns} {verb} {adverb} now, about {number} of them a {noun}.",
    "{person} asked whether the {noun} could be {verbed}, and for once the answer was {adjective}.",
    "I would rather {verb} one {adjective} {noun} than {number} {nouns} that {verb} each other.",
    "See `/etc/{noun}/{noun}.conf` for the {noun}, which is as {adjective} as it looks.",
    "It is a {adjective} {noun}: it {verbs}, it {verbs}, and then it {verbs} the {noun} too.",
    "Some {nouns} are {adjective} only after the {noun} {verbed} from `{noun}.example.org`.",
)

_ITEMS = (
    "{verb} the {noun} before the {adjective} {nouns}",
    "a {noun} with {number} {nouns} and no {noun}",
    "the {adjective} {noun} that {person} {verbed}",
    "`{noun}.service`, {adverb} {verbed}",
    "whatever the {nouns} {verb} at {hour}",
)

_LINKS = (
    "I wrote about the {noun} before, in [{title}]({file}).",
    "The {noun} is the one of [{title}]({file}), only more {adjective}.",
    "{person} still {verbs} what we {verbed} in [{title}]({file}).",
)


@dataclass(frozen=True, slots=True)
class Post:
    """The name and the content of a source file."""

    file: str
    text: str


class _Writer:
    """Writes English from templates at random, reproducibly for a seed."""

    def __init__(self, seed: str) -> None:
        # Only random() is guaranteed to return the same values in each version of Python.
        self.random = Random(seed).random  # noqa: S311 (not for security)

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
        return " ".join(self.sentence(_SENTENCES) for _ in range(self.number(3, 5)))

    def _word(self, kind: str) -> str:
        match kind:
            case "number":
                return str(self.number(2, 900))
            case "hour":
                return f"{self.number(0, 23):02}:{self.number(0, 59):02}"
            case "person":
                return self.pick(_PEOPLE)
        return self.pick_early(FORMS[kind])


def write_posts(folder: Path, count: int) -> None:
    """Write the first *count* posts of the blog into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    for index in range(count):
        write_post(folder, index)


def write_post(folder: Path, index: int) -> Path:
    """Write the post number *index* into *folder*, and return its path."""
    post = make_post(index)
    path = folder / post.file
    path.write_bytes(post.text.encode())
    return path


def make_post(index: int) -> Post:
    """Return the post number *index*; it links only to posts with lower numbers.

    Raises ValueError if *index* is not from 0 to MAX_POSTS - 1.
    """
    if not 0 <= index < MAX_POSTS:
        raise ValueError(f"there are posts 0 to {MAX_POSTS - 1}, not {index}")
    title, file = _title_and_file(index)
    writer = _Writer(f"post {index}")
    parts = [_front_matter(writer, index, title), f"# {title}", *_body(writer, index)]
    return Post(file, "\n\n".join(parts) + "\n")


def _title_and_file(index: int) -> tuple[str, str]:
    title = _Writer(f"title {index}").sentence(_TITLES)
    slug = re.sub(r"[^a-z0-9]+", "-", title.casefold())
    # The number makes the name unique, because titles may repeat.
    return title, f"{slug}-{index:04}.md"


def _front_matter(writer: _Writer, index: int, title: str) -> str:
    tags = sorted({writer.pick_zipf(_TAGS) for _ in range(writer.number(1, 4))})
    lines = [
        "---",
        f"title: {json.dumps(title)}",
        f"date: {_FIRST_DAY + timedelta(days=index)}",
        f"tags: [{', '.join(tags)}]",
        f"category: {writer.pick(_CATEGORIES)}",
    ]
    if writer.number(1, 12) == 1:
        lines.append(f"series: {writer.pick(_SERIES)}")
    if writer.number(1, 2) == 1:
        lines.append(f"description: {json.dumps(writer.sentence(_SENTENCES[:8]))}")
    return "\n".join([*lines, "---"])


def _body(writer: _Writer, index: int) -> list[str]:
    blocks = [writer.paragraph(), writer.paragraph()]
    if index and writer.number(1, 4) == 1:
        title, file = _title_and_file(writer.number(0, index - 1))
        blocks.append(writer.sentence(_LINKS, title=title, file=file))
    blocks += [f"## {writer.sentence(_HEADINGS)}", writer.paragraph(), writer.paragraph()]
    blocks += [_code(writer, "console", CONSOLE), writer.paragraph(), _list(writer)]
    blocks += [f"## {writer.sentence(_HEADINGS)}", writer.paragraph()]
    blocks.append(_code(writer, "python", PYTHON))
    length = writer.number(380, 480)
    while sum(len(block.split()) for block in blocks if "```" not in block) < length:
        blocks.append(writer.paragraph())
    return blocks


def _list(writer: _Writer) -> str:
    mark = writer.pick(("-", "1."))
    return "\n".join(f"{mark} {writer.sentence(_ITEMS)}" for _ in range(writer.number(3, 6)))


def _code(writer: _Writer, language: str, templates: Sequence[str]) -> str:
    return f"```{language}\n{writer.fill(writer.pick(templates)).strip()}\n```"
