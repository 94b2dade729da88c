"""The commands of the prompt lead to pages and to lists of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.search.prompt_shell import SITE, document

if TYPE_CHECKING:
    from tests.search.prompt_shell import PromptShell


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("cat post/charts.md", "post/charts.html"),
        ("less post/charts.md", "post/charts.html"),
        ("open post/charts.md | head", "post/charts.html"),
        ("head -n 3 post/charts.md", "post/charts.html"),
        ("cat 'post/c d.md'", "post/c d.html"),
        ("cat post/ch*", "post/charts.html"),
        # A folder that is a page and nothing else.
        ("ls tag/helm", "tag/helm/"),
        # Without its folder, without its ending, as its address, by its title.
        ("cat charts.md", "post/charts.html"),
        ("cat charts", "post/charts.html"),
        ("cat post/charts.html", "post/charts.html"),
        ("cat 'helm charts'", "post/charts.html"),
        ("cat ./post/charts.md", "post/charts.html"),
        ("cat ~/post/charts.md", "post/charts.html"),
        ("cat /post/charts.md", "post/charts.html"),
        ("cd tag/helm", "tag/helm/"),
        ("cd tag/helm/", "tag/helm/"),
        ("cd manual", "manual/index.html"),
        ("cd", "index.html"),
        ("cd ~", "index.html"),
        ("cd ..", "index.html"),
        ("man builders", "manual/api/builders.html"),
        # The name of an object, in an index that has one.
        ("man session.Run", "api.html#session.Run"),
        ("man run", "api.html#session.Run"),
        ("man getting started", "manual/getting-started.html"),
        ("cd manual/../tag/helm", "tag/helm/"),
        # The page in a toctree, as documentation pages show it above the next and the previous.
        ("grep -xFC1 getting-started manual/index.md", "manual/getting-started.html"),
        ("grep -xFA1 /manual/api/builders manual/index.md", "manual/api/builders.html"),
        ("grep -xFB1 ../about.md manual/index.md", "about.html"),
        ("grep -xFB1 -e about index.md", "about.html"),
        # As above the contents of a page: no words to look for.
        ("grep -n '^##' manual/getting-started.md", "manual/getting-started.html"),
        # A command that a page shows, with and without its comment.
        ("ls -t post/**/*.md | head -n 3", "index.html"),
        ("  ls -t post/**/*.md | head -n 3  # newest posts, 3 of 4", "index.html"),
    ],
)
def test_commands_go_to_pages(run: Any, line: str, address: str) -> None:
    assert run(line) == {"kind": "go", "address": address}


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ("ls", ["about-us.md", "about.md", "archive/", "index.md", "manual/", "post/", "tag/"]),
        ("ls .", ["about-us.md", "about.md", "archive/", "index.md", "manual/", "post/", "tag/"]),
        ("ls tag/", ["helm/"]),
        ("ls -t post", ["c d.md", "evening.md", "morning.md", "charts.md"]),
        ("ls -la post", ["c d.md", "charts.md", "evening.md", "morning.md"]),
        ("ls post/2016", ["post/charts.md", "post/evening.md", "post/morning.md"]),
        ("ls post/2016*", ["post/charts.md", "post/evening.md", "post/morning.md"]),
        ("ls -tr post/2016-09", ["post/charts.md", "post/morning.md", "post/evening.md"]),
        ("ls post/ch", ["post/charts.md"]),
        (
            "ls archive manual",
            ["archive:", "2016/", "manual:", "api/", "getting-started.md", "index.md"],
        ),
        ("cat post/c*", ["post/c d.md", "post/charts.md"]),
        ("head -n 2", ["post/c d.md", "post/evening.md"]),
        ("tac | head -n 1", ["post/charts.md"]),
        ("ls manual | grep -v index | sort -r", ["getting-started.md", "api/"]),
        (
            "ls -t post/*.md | grep -FC1 -e evening.md",
            ["post/c d.md", "post/evening.md", "post/morning.md"],
        ),
        ("ls manual | less", ["api/", "getting-started.md", "index.md"]),
        ("tree manual", ["api/", "    builders.md", "getting-started.md", "index.md"]),
        ("tree -L 1 manual", ["api/", "getting-started.md", "index.md"]),
        ("ls tag/helm | head", []),
        ("cd manual/api", ["builders.md"]),
        ("theme", ["tty-dark", "tty-light", "amber"]),
        ("history", ["ls post", "helm"]),
        ("grep -l helm post/*.md | head -n 2", ["post/charts.md", "post/evening.md"]),
        ("grep -l helm post manual", ["post/charts.md", "post/morning.md", "post/evening.md"]),
        ("grep helm post/*.md | tail -n 1", ["post/morning.md: helm"]),
        # One of several texts.
        ("grep -e abc -e charts", ["post/c d.md: abc", "post/charts.md: helm and charts"]),
        ("grep -E 'charts|abc' post", ["post/charts.md: helm and charts", "post/c d.md: abc"]),
        ("grep -lE 'ab(c|d)' post", ["post/c d.md"]),
        ("grep -l 'and\\|charts\\|helm' post/ch*", ["post/charts.md"]),
        ("grep -lF 'abc|charts'", []),
        ("ls | grep -e index -e post", ["index.md", "post/"]),
        ("ls | grep -w us", ["about-us.md"]),
        ("ls | grep -w u", []),
        ("man tac", ["tac"]),
        ("ls --help", ["ls [-tr] [PATH]"]),
        ("help ls", ["ls [-tr] [PATH]"]),
        ("help | grep cd", ["cd FOLDER"]),
        # Drafts and unlisted posts are not on the site.
        (
            "ls $(grep -LE '^:?(draft|unlisted): *true' post/*.md) | head -n 2",
            ["post/c d.md", "post/charts.md"],
        ),
        ("ls $(grep -LE '^draft: *true' post/*.md) | head -n 1", ["post/c d.md"]),
        ("ls | grep nothing", []),
        # In a basic expression, a parenthesis stands for itself.
        ("ls | grep '('", []),
    ],
)
def test_commands_list_documents(run: Any, line: str, texts: list[str]) -> None:
    result = run(line)
    assert result["kind"] == "list"
    assert [row["text"] for row in result["rows"]] == texts


def test_a_name_with_its_ending_is_of_a_file_before_another_ending(
    prompt_shell: PromptShell,
) -> None:
    pages = SITE | {"documents": [document("search.html"), document("manual/search.md")]}
    found = [prompt_shell.call("run", line, pages) for line in ("less search.md", "less search")]
    assert [each["address"] for each in found] == ["manual/search.html", "search.html"]


def test_documentation_alone_has_files(prompt_shell: PromptShell) -> None:
    pages = SITE | {"documents": [document("install.md"), document("guide/use.md")]}
    rows = prompt_shell.call("run", "head", pages)["rows"]
    assert [row["text"] for row in rows] == ["guide/use.md", "install.md"]


def test_dates_of_long_lists_can_be_filtered(run: Any) -> None:
    def paths(line: str) -> list[str]:
        return [row["path"] for row in run(line)["rows"]]

    dates = {row["path"]: row["date"] for row in run("ls -l post")["rows"]}
    day = dates["post/charts.md"]
    same = [path for path, date in dates.items() if date == day]
    assert day
    assert paths(f"ls -l post | grep '^{day} .*md$'") == same
    assert paths(f"ls -l post | grep -v {day}") == [path for path in dates if path not in same]
    assert paths(f"ls post | grep {day}") == []


def test_dates_are_shown_of_long_lists(run: Any) -> None:
    assert run("ls -la post | head -n 1")["long"] is True
    assert run("ls post")["long"] is False


def test_each_row_leads_somewhere(run: Any) -> None:
    rows = {row["text"]: row for row in run("ls")["rows"]}
    assert rows["about.md"]["address"] == "about.html"
    assert rows["post/"]["address"] == "post/"
    assert rows["manual/"]["address"] == "manual/index.html"
    # A folder without a page is listed.
    assert (rows["archive/"]["address"], rows["archive/"]["command"]) == ("", "ls archive/")
    assert run("theme")["rows"][2]["command"] == "theme amber"
    assert run("history")["rows"][0]["command"] == "ls post"
