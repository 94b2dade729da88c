"""Collects the commands on a page, and runs them in a copy of the example site's sources."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

from tests.conftest import EXAMPLE_SITE

if TYPE_CHECKING:
    from pathlib import Path

SOURCES = sorted(
    path.relative_to(EXAMPLE_SITE).as_posix()
    for suffix in ("md", "rst")
    for path in EXAMPLE_SITE.rglob(f"*.{suffix}")
    if "_build" not in path.parts
)
"""The source files of the example site."""
DRAFTS = {"post/four-hundred-hosts-in-one-file.md"}
PAGES = [source for source in SOURCES if source not in DRAFTS]
"""The source files that have a page."""


@dataclass
class PageCommand:
    """A command on a page, and what the page shows below it."""

    command: str
    comment: str = ""
    """The comment after the command, with its sign; '' if there is none."""
    links: list[str] = field(default_factory=list)
    text: str = ""

    @property
    def line(self) -> str:
        """The command as the page shows it, with its comment."""
        return f"{self.command} {self.comment}".rstrip()


class PageParser(HTMLParser):
    """Collects the commands of a page, with the links of rows and the text below each."""

    def __init__(self) -> None:
        super().__init__()
        self.commands: list[PageCommand] = []
        self._in_prompt = self._in_command = self._in_rows = False
        self._in_neighbours = self._below_heading = self._in_branch = False
        self._in_comment = self._in_aside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "p" and "ts-prompt" in (values.get("class") or "").split():
            self._in_prompt, self._below_heading = True, False
        elif tag == "p" and values.get("class") in {"rubric", "ts-rubric"}:
            # Content below a heading is not the output of a command.
            self._below_heading = True
        elif tag == "span" and values.get("class") == "ts-remark":
            self._in_comment = True
        elif tag == "summary" or values.get("class") == "ts-post-head":
            # What opens the contents, and the comment line above a post, are no output.
            self._in_aside = True
        elif tag == "kbd" and self._in_prompt:
            self._in_command = True
            self.commands.append(PageCommand(""))
        elif tag == "ul":
            classes = (values.get("class") or "").split()
            is_list = "ts-post-rows" in classes or self._in_neighbours
            self._in_rows = is_list and not self._below_heading
        elif tag == "nav":
            # The pages of a toctree branch are not the output of a command.
            self._in_branch = values.get("class") == "ts-page-branch"
            self._in_neighbours = values.get("class") in {
                "ts-post-neighbours",
                "ts-page-neighbours",
            }
        elif tag == "a" and self._in_rows and self.commands:
            self.commands[-1].links.append(values.get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"p", "summary"}:
            self._in_prompt = self._in_comment = self._in_aside = False
        elif tag == "kbd":
            self._in_command = False
        elif tag == "nav":
            self._in_branch = False
        elif tag == "ul":
            self._in_rows = False

    def handle_data(self, data: str) -> None:
        if self._in_command:
            self.commands[-1].command += data
        elif self._in_comment:
            self.commands[-1].comment += data
        elif self.commands and not (
            self._in_prompt or self._in_branch or self._below_heading or self._in_aside
        ):
            self.commands[-1].text += data


def copy_dated_sources(folder: Path) -> None:
    """Copy the example site to *folder*; each post was last modified on its date."""
    shutil.copytree(EXAMPLE_SITE, folder, ignore=shutil.ignore_patterns("_build"))
    for source in SOURCES:
        if match := re.search(r"^:?date: *(\S+)", (folder / source).read_text(), re.MULTILINE):
            date = datetime.fromisoformat(match[1])
            time = (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp()
            os.utime(folder / source, (time, time))


def printed_lines(commands: list[str], folder: Path, scratch: Path) -> list[list[str]]:
    """Run *commands* in one bash session in *folder*, and return the lines that each prints.

    *scratch* is a folder for their output. Raises AssertionError if a command fails.
    """
    # No other command may run between two commands, because `$_` passes from one to the next.
    # `less` may be missing; without a terminal it prints the file, as `cat` does.
    script = 'less() { cat "$@"; }\n' + "\n".join(
        f"{{ {command}\n}} >{scratch}/{index} || exit 1" for index, command in enumerate(commands)
    )
    done = subprocess.run(
        ["bash", "-O", "globstar", "-c", script],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C", "TZ": "UTC"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), commands
    return [(scratch / str(index)).read_text().splitlines() for index in range(len(commands))]


def sources_of(links: list[str], page: str) -> list[str]:
    """Return the source files of the targets of *links* on the page *page*, once each."""
    targets = (
        unquote(urljoin(f"https://x/{page}", link)).removeprefix("https://x/") for link in links
    )
    stems = (target.partition("#")[0].removesuffix(".html") for target in targets)
    found = [f"{stem}{suffix}" for stem in stems for suffix in (".md", ".rst")]
    return list(dict.fromkeys(source for source in found if source in SOURCES))
