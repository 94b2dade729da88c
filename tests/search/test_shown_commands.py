"""A command that a page shows can be typed into the prompt, and leads to what the page shows."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_transcript.shell.comments import split_comment
from tests.helpers.page_commands import PageParser, sources_of
from tests.helpers.search_engine import ENGINE
from tests.helpers.tools import program
from tests.search.prompt_shell import NAMES, SCRIPTS

if TYPE_CHECKING:
    from tests.conftest import Build, Site

UNLISTED = {"post/what-i-change-in-a-story"}
DRIVER = Path(__file__).parent.parent / "helpers" / "search_engine.js"
_RUN = """
TranscriptSearch.run = (line) => TranscriptShell.run(line, {
  ...TranscriptSearch, ...TranscriptLines, search: TranscriptSearch.find, schemes: [], history: [],
});
"""


def _run(site: Path, lines: list[str], scratch: Path) -> list[dict[str, Any]]:
    """Return the results of *lines*, typed into the prompt of the built *site*."""
    run = scratch / "run.js"
    run.write_text(_RUN)
    scripts = [*ENGINE, *(SCRIPTS / name for name in NAMES if name != "near.js"), run]
    calls = json.dumps({"site": str(site), "calls": [["run", line] for line in lines]})
    argv: list[str | Path] = [program("node"), DRIVER, *scripts]
    answers = scratch / "answers.json"  # The process ends before a pipe has taken all of them.
    with answers.open("w") as file:
        subprocess.run(argv, input=calls, stdout=file, text=True, check=True)
    results: list[dict[str, Any]] = json.loads(answers.read_text())["results"]
    return results


def shown(build: Build) -> list[tuple[str, str, list[str]]]:
    """Return each page, each command on it with its comment, and the links below it."""
    found: list[tuple[str, str, list[str]]] = []
    for page in sorted(build.files()):
        if page.endswith(".html") and page not in {"404.html", "search.html"}:
            parser = PageParser()
            parser.feed(build.read(page))
            found += [(page, each.line, each.links) for each in parser.commands]
    return found


def test_each_command_on_a_page_can_be_typed(example_html: Build, tmp_path: Path) -> None:
    commands = shown(example_html)
    pages: dict[str, set[str]] = {}
    for page, line, _ in commands:
        pages.setdefault(split_comment(line)[0], set()).add(page)
    results = _run(example_html.outdir, [line for _, line, _ in commands], tmp_path)
    for (page, line, links), result in zip(commands, results, strict=True):
        command = split_comment(line)[0]
        kind = result["kind"]
        if page.removesuffix(".html") in UNLISTED:
            # Nobody finds an unlisted post.
            assert page not in json.dumps(result)
        elif "$_" in command:
            assert (kind, result["action"]) == ("do", "close")  # It is about this page.
        elif command == "ls":
            assert "manual/" in [row["text"] for row in result["rows"]]
        elif "grep -FC1" in command:
            source = page.removesuffix("html")
            paths = [row["path"] for row in result["rows"]]
            assert [path for path in paths if not path.startswith(source)] == sources_of(
                links, page
            )
            assert len(paths) == len(set(links)) + 1
        else:
            assert (kind, result["address"] in pages[command]) == ("go", True), line
    assert len(pages) > 100


LISTING = "# {}\n\n```{{blog-index}}\n:limit: {}\n```\n"


def _leads_to(site: Path, line: str, scratch: Path) -> str | None:
    (result,) = _run(site, [line], scratch)
    return result.get("address")


@pytest.fixture
def blog(site: Site) -> Site:
    """Return a site with six posts, one of them unlisted, and listings on several pages."""
    for number in range(6):
        site.post(f"p{number}", date=f"2016-01-0{number + 1}", title=f"Post {number}")
    secret = LISTING.format("Secret", 4).partition("\n")[2]
    site.post("secret", date="2016-02-01", title="Secret", unlisted="true", body=secret)
    site.write("index.md", LISTING.format("Home", 3))
    site.write("about.md", LISTING.format("About", 3) + LISTING.format("More", 2))
    return site


def _newest(count: int) -> str:
    return f"ls -t $(grep -LE '^unlisted: *true' post/**/*.md) | head -n {count}"


@pytest.mark.parametrize(("builder", "home"), [("html", "index.html"), ("dirhtml", "")])
def test_where_commands_lead(blog: Site, tmp_path: Path, builder: str, home: str) -> None:
    build = blog.build(builder)
    found = {count: _leads_to(build.outdir, _newest(count), tmp_path) for count in (3, 2)}
    # The home page goes before others that show the same.
    assert found == {3: home, 2: "about.html" if builder == "html" else "about/"}
    assert ("index.html", _newest(3)) in [
        (page, split_comment(line)[0]) for page, line, _ in shown(build)
    ]
    # What no page shows is evaluated.
    (result,) = _run(build.outdir, [_newest(5)], tmp_path)
    assert [row["path"] for row in result["rows"]] == [f"post/p{at}.md" for at in (5, 4, 3, 2, 1)]
    # So is what an unlisted post alone shows: nothing names its page.
    (result,) = _run(build.outdir, [_newest(4)], tmp_path)
    assert result["kind"] == "list"
    assert "secret" not in json.dumps(_run(build.outdir, ["ls post", "tree"], tmp_path))


def _search_files(build: Build) -> dict[str, bytes]:
    return {name: data for name, data in build.files().items() if "/search/" in name}


@pytest.mark.parametrize(
    "edit",
    [
        lambda site: site.write("about.md", LISTING.format("About", 4)),
        lambda site: site.write("about.md", "# About\n"),
        lambda site: site.write("about.md", "# About\n\n```{blog-terms} years\n:limit: 1\n```\n"),
        lambda site: site.write("post/index.md", "---\nunlisted: true\n---\n# Posts\n"),
        lambda site: site.post("p9", date="2016-01-09", title="Post 9", tags="[tea]"),
        lambda site: (site.srcdir / "post" / "p5.md").unlink(),
        lambda site: site.post("p0", date="2016-01-01", title="Post 0", pinned="true"),
    ],
    ids=[
        "another limit",
        "no listing",
        "years",
        "a page of posts",
        "new post",
        "no post",
        "pinned",
    ],
)
def test_an_edit_leaves_the_commands_of_a_clean_build(blog: Site, edit: Any) -> None:
    before = _search_files(blog.build())
    edit(blog)
    after = _search_files(blog.build())
    assert after == _search_files(blog.clean_build())
    assert after != before
