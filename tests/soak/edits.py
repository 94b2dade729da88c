"""Edits that a site of the soak can suffer: pure functions of its files."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

Files = dict[str, str]


WORDS = ("tea", "coffee", "water", "milk", "a *cup*", "`code`", "so & so", "Zuletzt", "x < y")


TITLES = ("Tea", "A second cup", "Post / so", "Coffee & <milk>", "Zuletzt", "“Quoted”", "Content")


@dataclass(frozen=True)
class Feature:
    """A feature of a site: the files it begins with, lines of conf.py, and edits."""

    files: Files
    conf: tuple[str, ...] = ()
    edits: dict[str, Callable[[Files, Random], None]] = field(default_factory=dict)


def page(title: str, body: str, *, is_rst: bool) -> str:
    """Return the source of a page with *title*."""
    if is_rst:
        return f"{title}\n{'=' * (len(title) + 4)}\n\n{body}\n"
    return f"# {title}\n\n{body}\n"


def replace_in(files: Files, path: str, pattern: str, new: str) -> None:
    """Replace the first match of *pattern* in the file *path*, if both are there."""
    if path in files:
        files[path] = re.sub(pattern, lambda _: new, files[path], count=1, flags=re.MULTILINE)


def retitle(path: str) -> Callable[[Files, Random], None]:
    """Return an edit that gives the page *path* another title."""

    def edit(files: Files, random: Random) -> None:
        title = random.choice(TITLES)
        if path.endswith(".rst"):
            if path in files:
                body = files[path].split("\n", 2)[2]
                files[path] = f"{title}\n{'=' * (len(title) + 4)}\n{body}"
        else:
            replace_in(files, path, r"^# .*$", f"# {title}")

    return edit


def append_to(path: str) -> Callable[[Files, Random], None]:
    """Return an edit that adds a sentence to the page *path*."""

    def edit(files: Files, random: Random) -> None:
        if path in files:
            files[path] += f"\nMore {random.choice(WORDS)}.\n"

    return edit


def come_and_go(path: str, text: str) -> Callable[[Files, Random], None]:
    """Return an edit that deletes the file *path*, or writes it with *text*."""

    def edit(files: Files, random: Random) -> None:
        if path in files:
            del files[path]
        else:
            files[path] = text

    return edit


def shuffle_toctree(path: str) -> Callable[[Files, Random], None]:
    """Return an edit that puts the entries of the first toctree of *path* in another order."""

    def edit(files: Files, random: Random) -> None:
        text = files.get(path, "")
        found = re.search(r"(?:^   (?!:)\S.*\n)+", text, flags=re.MULTILINE)
        if found:
            lines = found[0].splitlines(keepends=True)
            random.shuffle(lines)
            files[path] = text[: found.start()] + "".join(lines) + text[found.end() :]

    return edit


def toggle_line(path: str, line: str) -> Callable[[Files, Random], None]:
    """Return an edit that puts *line* into the first toctree of *path*, or takes it out."""

    def edit(files: Files, random: Random) -> None:
        text = files.get(path, "")
        if f"   {line}\n" in text:
            files[path] = text.replace(f"   {line}\n", "", 1)
        else:
            files[path] = text.replace(".. toctree::\n", f".. toctree::\n   {line}\n", 1)

    return edit


def set_conf(name: str, *values: str) -> Callable[[Files, Random], None]:
    """Return an edit that sets the value *name* in conf.py to one of *values*."""

    def edit(files: Files, random: Random) -> None:
        line = f"{name} = {random.choice(values)}\n"
        rest = re.sub(rf"^{name} = .*\n", "", files["conf.py"], flags=re.MULTILINE)
        files["conf.py"] = rest + line

    return edit
