"""Pages in text browsers, and in the reader mode of graphical browsers."""

from __future__ import annotations

import re
import subprocess
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers.browser import served
from tests.helpers.page_kinds import KINDS, POST
from tests.helpers.tools import node_file, program

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.conftest import Build, Site

W3M = ["w3m", "-dump", "-cols", "300", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8"]
LYNX = ["lynx", "-dump", "-nolist", "-width=300", "-assume_charset=utf-8", "-display_charset=utf-8"]
BROWSERS = pytest.mark.parametrize("command", [W3M, LYNX], ids=["w3m", "lynx"])

# Characters that the browsers draw for list items and rules.
DRAWN = re.compile(r"[•◦▪○*+o#@-]|\d+\.|━+|_+")
INLINE = frozenset(["a", "abbr", "code", "em", "kbd", "span", "strong", "sub", "sup", "time"])

ORDER = {
    POST: [
        "Skip to content", "Home ada@example:~$ ls",
        "# pages of ada's notes", "about.md", "feed.xml", "# 2015-03-02 · 3 min · Ada Marsh",
        "$ cat post/dns-the-answer-was-cached.md", "DNS: the answer was cached", "It is 04:17",
        "$ dig +short @ns1.example.com api.example.com", "The second hole", "RFC 2308",
        "$ grep -E '^(updated|tags|categories):' $_ # updated, tags, categories",
        "updated 2015-03-03 · incidents · #dns #networking",
        "$ ls -t post/**/*.{md,rst}", "2015-06-21 newer What systemd does when you are asleep",
        "2014-11-05 older Whose disk is this?", "related", "referenced by",
        "# top · post/ · tag/ · search", "# © 2014–2017, Ada Marsh",
        "# index of terms · plain text · source · Sphinx",
    ],
    "index.html": [
        "Home ada@example:~$ ls", "about.md", "$ cat index.md", "ada’s notes", "I keep other",
        "$ ls -t", "2017-11-19 · 4 min · The restore took eleven hours", "All posts go back",
        "# © 2014–2017, Ada Marsh", "# index",
    ],
}  # fmt: skip


class Body(HTMLParser):
    """The text of a page's body, with spaces around block elements."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(page.partition("<body>")[2])
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.text += "" if tag in INLINE else " "

    def handle_endtag(self, tag: str) -> None:
        self.handle_starttag(tag, [])

    def handle_data(self, data: str) -> None:
        self.text += data


def dump(command: list[str], build: Build, name: str) -> str:
    """Return the text that a text browser prints for the page *name*."""
    ran = subprocess.run(
        [program(command[0]), *command[1:], str(build.outdir / name)],
        check=True, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    # Before it, lynx prints links from the head.
    return ran.stdout[ran.stdout.index("Skip to content") :]


@BROWSERS
@pytest.mark.parametrize("name", ORDER)
def test_parts_of_a_page_are_in_order(kinds: Build, command: list[str], name: str) -> None:
    shown = " ".join(dump(command, kinds, name).split())
    positions = [shown.find(part) for part in ORDER[name]]
    assert -1 not in positions, ORDER[name][positions.index(-1)]
    assert positions == sorted(positions)


@BROWSERS
@pytest.mark.parametrize(
    "kind", ["home", "post", "post index", "tag", "all tags", "draft", "series"]
)
def test_text_browsers_print_the_whole_text(kinds: Build, command: list[str], kind: str) -> None:
    drawn = []
    rest = iter(Body(kinds.read(KINDS[kind])).text.split())
    wanted = next(rest, "")
    for word in dump(command, kinds, KINDS[kind]).split():
        if word == wanted:
            wanted = next(rest, "")
        else:
            drawn.append(word)
    assert wanted == ""
    assert [word for word in drawn if not DRAWN.fullmatch(word)] == []


READ = """() => {
  const read = new Readability(document.cloneNode(true)).parse();
  const words = (text) => text.split(/\\s+/).filter(Boolean).join(" ");
  const parts = [...document.querySelectorAll(
    "main > article :is(p:not(.ts-prompt), pre, li, h2, h3, blockquote, td, dd)"
  )];
  const text = words(read.textContent);
  return {
    ...read, content: "",
    lost: parts.map((each) => words(each.textContent)).filter((each) => !text.includes(each)),
    parts: parts.length,
  };
}"""

POSTS = {
    POST: ("DNS: the answer was cached", "Ada Marsh", "2015-03-02T04:17:00+01:00"),
    "post/what-systemd-does-when-you-are-asleep.html": (
        "What systemd does when you are asleep", "Ada Marsh", "2015-06-21",
    ),
    "post/every-cron-job-starts-at-midnight.html": (
        "Every cron job starts at midnight", "Ivo Brandt", "2017-07-09",
    ),
}  # fmt: skip


@pytest.mark.browser
@pytest.mark.parametrize("name", POSTS)
def test_reader_mode_has_the_whole_post(tab: Page, kinds_url: str, name: str) -> None:
    source = node_file("@mozilla/readability/Readability.js").read_text("utf-8")
    tab.goto(f"{kinds_url}/{name}")
    tab.evaluate(f"() => {{ {source}; window.Readability = Readability; }}")
    found: dict[str, Any] = tab.evaluate(READ)
    assert (found["title"], found["byline"], found["publishedTime"]) == POSTS[name]
    assert found["parts"] > 10
    assert found["lost"] == []
    assert found["lang"] == "en"
    assert found["siteName"] == "ada's notes"


@pytest.mark.browser
def test_reader_mode_finds_the_author_above_a_post_of_a_site_without_an_address(
    site: Site, browser: Browser
) -> None:
    # Such a site has no structured data.
    authors = "[Ada Marsh, Ivo Brandt]"
    body = "Some words of the post, and more of them. " * 40
    site.post("a", title="A title", date="2016-09-26", authors=authors, body=body)
    source = node_file("@mozilla/readability/Readability.js").read_text("utf-8")
    with served(site.build().outdir) as address:
        page = browser.new_page()
        page.goto(f"{address}/post/a.html")
        page.evaluate(f"() => {{ {source}; window.Readability = Readability; }}")
        found: dict[str, Any] = page.evaluate(READ)
        page.close()
    assert found["byline"] == "Ada Marsh, Ivo Brandt"
    assert found["textContent"].count("Ada Marsh") == 0
    assert found["lost"] == []
