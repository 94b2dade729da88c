"""The law of the transcript: each command on a page is a real one, and selects what is shown.

The commands of every page of the example site are run in order in one bash session, in a copy of
the source folder where each post's file was last changed on the post's date. The files that they
name are compared with the files that the page shows.
"""

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

import pytest

from tests.conftest import EXAMPLE_SITE, Build

if TYPE_CHECKING:
    from pathlib import Path

SOURCES = sorted(
    path.relative_to(EXAMPLE_SITE).as_posix()
    for suffix in ("md", "rst")
    for path in EXAMPLE_SITE.rglob(f"*.{suffix}")
    if "_build" not in path.parts
)
DRAFTS = {"post/four-hundred-hosts-in-one-file.md"}
UNLISTED = {"post/what-i-change-in-a-story.md"}
PAGES = [source for source in SOURCES if source not in DRAFTS]

GENERATED = ("tag/", "feed.xml", "search.html")


@dataclass
class Shown:
    """A command on a page, and what stands below it."""

    command: str
    links: list[str] = field(default_factory=list)
    text: str = ""


class PageParser(HTMLParser):
    """Collects the prompts of a page, each with the rows' links and the text below it."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Shown] = []
        self._in_prompt = self._in_command = self._in_rows = False
        self._in_neighbours = self._below_heading = self._in_branch = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "p" and "prompt" in (values.get("class") or "").split():
            self._in_prompt, self._below_heading = True, False
        elif tag == "p" and values.get("class") == "rubric":
            # What stands below a heading is no command's output.
            self._below_heading = True
        elif tag == "kbd" and self._in_prompt:
            self._in_command = True
            self.shown.append(Shown(""))
        elif tag == "ul":
            classes = (values.get("class") or "").split()
            is_list = "post-rows" in classes or self._in_neighbours
            self._in_rows = is_list and not self._below_heading
        elif tag == "nav":
            # What no command prints has words of its own above it.
            self._in_branch = values.get("class") == "page-branch"
            self._in_neighbours = values.get("class") in {"post-neighbours", "page-neighbours"}
        elif tag == "a" and self._in_rows and self.shown:
            self.shown[-1].links.append(values.get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._in_prompt = False
        elif tag == "kbd":
            self._in_command = False
        elif tag == "nav":
            self._in_branch = False
        elif tag == "ul":
            self._in_rows = False

    def handle_data(self, data: str) -> None:
        if self._in_command:
            self.shown[-1].command += data
        elif self.shown and not (self._in_prompt or self._in_branch or self._below_heading):
            self.shown[-1].text += data


@pytest.fixture(scope="module")
def dated_sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the sources in which each post was changed on its date."""
    folder = tmp_path_factory.mktemp("dated") / "src"
    shutil.copytree(EXAMPLE_SITE, folder, ignore=shutil.ignore_patterns("_build"))
    for source in SOURCES:
        if match := re.search(r"^:?date: *(\S+)", (folder / source).read_text(), re.MULTILINE):
            moment = datetime.fromisoformat(match[1])
            stamp = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
            os.utime(folder / source, (stamp, stamp))
    return folder


def printed_lines(commands: list[str], folder: Path, scratch: Path) -> list[list[str]]:
    """Return the lines that each command prints, run in one bash session; none may fail."""
    # Nothing may run between two commands: `$_` goes from one to the next.
    # A pager prints the file where it has no terminal; not every machine has one.
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
    return [(scratch / str(at)).read_text().splitlines() for at in range(len(commands))]


def _long(command: str) -> str:
    # The page sets folders off with a slash, as `ls` itself may be told to.
    return "ls -p" if command == "ls" else command


def sources_of(links: list[str], page: str) -> list[str]:
    """Return the source files of the pages that *links* on the page *page* lead to, once each."""
    targets = (
        unquote(urljoin(f"https://x/{page}", link)).removeprefix("https://x/") for link in links
    )
    stems = (target.partition("#")[0].removesuffix(".html") for target in targets)
    found = [f"{stem}{end}" for stem in stems for end in (".md", ".rst")]
    return list(dict.fromkeys(source for source in found if source in SOURCES))


@pytest.mark.parametrize("source", PAGES)
def test_commands_of_a_page_select_what_it_shows(
    source: str, example_html: Build, dated_sources: Path, tmp_path: Path
) -> None:
    page = source.rpartition(".")[0] + ".html"
    parser = PageParser()
    parser.feed(example_html.read(page))
    shown = parser.shown
    assert len(shown) >= 2
    results = printed_lines([_long(each.command) for each in shown], dated_sources, tmp_path)
    for each, lines in zip(shown, results, strict=True):
        if each.command == "ls":
            # A folder has more in it than pages; those shown are in it, and in its order.
            entries = [label for label in each.text.split() if label]
            # What the site has besides its sources stands after them.
            own = [name for name in entries if name not in GENERATED]
            assert entries == own + [name for name in GENERATED if name in entries]
            assert [name for name in lines if name in own] == own
            assert own
        elif each.command.startswith(("cat ", "less ")):
            assert lines == (dated_sources / source).read_text().splitlines()
        elif "grep -FC1" in each.command:
            assert [name for name in lines if name != source] == sources_of(each.links, page)
            assert source in lines
        elif each.command.startswith("grep -n "):
            numbers = [line.partition(":")[0] for line in lines]
            assert numbers == re.findall(r"^(\d+):", each.text, re.MULTILINE)
        elif each.command.startswith("grep -xF"):
            folder = source.rpartition("/")[0]
            beside = [f"{folder}/{name}" for name in lines]
            found = [name.rpartition(".")[0] for name in sources_of(each.links, page)]
            assert [name for name in beside if name != source.rpartition(".")[0]] == found
        elif each.command.startswith("grep "):
            assert source.startswith("post/")
            keys = {line.lstrip(":").partition(":")[0] for line in lines}
            assert {"date", "tags"} <= keys
            assert re.search(r"\d{4}-\d\d-\d\d", each.text)[0] in "".join(lines)  # type: ignore[index]
        else:
            assert each.links
            assert lines == sources_of(each.links, page)


def test_every_post_shows_its_neighbours_by_a_command(example_html: Build) -> None:
    for source in PAGES:
        if source.startswith("post/") and source not in UNLISTED:
            page = example_html.read(source.rpartition(".")[0] + ".html")
            parser = PageParser()
            parser.feed(page)
            assert sum("| grep -FC1 -e " in each.command for each in parser.shown) == 1, source
            assert len(re.findall(r'<span class="relation">', page)) in {1, 2}
