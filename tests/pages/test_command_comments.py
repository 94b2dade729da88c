"""The comments after commands: what a command is for, in the language of the site."""

from __future__ import annotations

import re
from html import unescape
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_transcript.pages.directives import BlogIndex
from sphinx_transcript.pages.written_command import with_comments
from tests.helpers.page_commands import PageParser

if TYPE_CHECKING:
    from docutils import nodes

    from tests.conftest import Build, Site


@pytest.fixture
def blog(site: Site) -> Site:
    """Return a site with five posts, one of them pinned."""
    for at in range(1, 6):
        tags = "[helm, dns]" if at % 2 else "[dns]"
        site.post(
            f"p{at}", title=f"Post {at}", date=f"2016-0{at}-01", tags=tags, author="Ada Marsh"
        )
    site.post("old", title="Old", date="2015-01-01", tags="[on call]", series="The long way")
    return site


def listing(site: Site, options: str) -> Build:
    """Build a page that has a listing with *options*."""
    site.write("index.md", f"# Home\n\n```{{blog-index}}\n{options}\n```\n")
    return site.build()


def comments(build: Build, name: str = "index.html") -> list[str]:
    """Return the commands with comments in the main part of the page *name*."""
    parser = PageParser()
    parser.feed(build.read(name).partition("<main")[2])
    return [each.comment for each in parser.commands if each.comment]


def labels(build: Build, name: str = "index.html") -> list[str]:
    """Return the names of lists and groups in the main part of the page *name*."""
    main = build.read(name).partition("<main")[2]
    found = re.findall(r'<(?:ul|div|nav|section)[^>]* aria-label="([^"]*)"', main)
    return [unescape(label) for label in found]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("", "posts, 6"),
        (":limit: 2", "newest posts, 2 of 6"),
        (":limit: 9", "posts, 6"),
        (":limit: 2\n:sort: date", "oldest posts, 2 of 6"),
        (":limit: 1\n:sort: updated", "last updated posts, 1 of 6"),
        (":tags: helm", "posts with the tag helm, 3"),
        (":tags: helm\n:limit: 2", "posts with the tag helm, 2 of 3"),
        (":tags: helm, dns", "posts with the tag helm / dns, 5"),
        (":authors: Ada Marsh", "posts by Ada Marsh, 5"),
        (":series: The long way", "posts of the series The long way, 1"),
        (":years: 2016", "posts of 2016, 5"),
        (":tags: helm\n:years: 2016", "posts: helm · 2016, 3"),
        (":format: short\n:limit: 3", "newest posts, 3 of 6"),
        (":format: excerpt", "posts, 6"),
        (":format: full\n:limit: 3", "newest posts, 3 of 6"),
        (":group-by: year\n:limit: 5", "newest posts, 5 of 6"),
        (":paginate: 4", "newest posts, 4 of 6"),
        (":command: ls post", "posts, 6"),
        (":command: ls post  # what I wrote", "what I wrote"),
        (":command: grep '#x' post/*  # \"mine\" & <b>", '"mine" & <b>'),
    ],
)
def test_comment_says_what_is_listed_and_names_the_list(
    blog: Site, options: str, words: str
) -> None:
    build = listing(blog, options)
    assert comments(build) == [f"# {words}"]
    assert [label for label in labels(build) if label != "Pages"] == [words]
    assert "#" not in "".join(
        line for line in build.read("index.txt").splitlines() if line.startswith("$ ls")
    )


def test_next_page_has_its_number(blog: Site) -> None:
    build = listing(blog, ":paginate: 4")
    assert comments(build, "page/2/index.html") == ["# posts, page 2 of 2"]
    assert labels(build, "page/2/index.html")[0] == "posts, page 2 of 2"


def test_pinned_posts_are_counted_apart(blog: Site) -> None:
    blog.post("pin", title="Pin", date="2015-06-01", pinned="true")
    build = listing(blog, ":limit: 4")
    assert comments(build) == ["# pinned posts, 1", "# newest posts, 3 of 6"]
    assert labels(build) == ["pinned posts, 1", "newest posts, 3 of 6"]


@pytest.mark.parametrize(
    ("command", "shown"), [("ls post #", "ls post"), ("# only a comment", "# only a comment")]
)
def test_author_can_leave_the_comment_out(blog: Site, command: str, shown: str) -> None:
    build = listing(blog, f":command: {command}")
    assert comments(build) == []
    assert f"<kbd>{shown}</kbd>" in build.read("index.html")


@pytest.mark.parametrize(
    "block",
    [
        ":::{blog-index}\n:command: ls post  # mine\n:::",
        "```{blog-index}\n---\ncommand: ls post  # mine\n---\n```",
        '```{blog-index}\n:command: "ls post  # mine"\n```',
        "```{blog-terms} tags\n:command: ls post  # mine\n```",
        "```{eval-rst}\n.. blog-index::\n   :command: ls post  # mine\n```",
        "> ```{blog-index}\n> :limit: 3\n> :command: ls post  # mine\n> ```",
        "```{include} part.txt\n```",
    ],
)
def test_comment_is_read_in_each_form_of_options(blog: Site, block: str) -> None:
    blog.conf('myst_enable_extensions = ["colon_fence"]\n')
    blog.write("part.txt", "\n```{blog-index}\n:command: ls post  # mine\n```\n")
    # Its comment is not that of the block before it.
    blog.write("index.md", f"# Home\n\n```{{blog-index}}\n:command: ls\n```\n\n{block}\n")
    build = blog.build()
    assert comments(build) == ["# posts, 6", "# mine"]
    assert build.read("index.html").count("<kbd>ls post</kbd>") == 1


def test_comment_is_found_in_the_source_where_the_parser_gives_no_text(
    blog: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So it is in MyST-Parser 4: its text is the body, which is empty.
    read = BlogIndex.run

    def run(directive: BlogIndex) -> list[nodes.Node]:
        directive.block_text = ""
        return read(directive)

    monkeypatch.setattr(BlogIndex, "run", run)
    build = listing(blog, ":limit: 2\n:command: ls post  # mine")
    assert comments(build) == ["# mine"]


def test_list_without_a_command_has_no_comment(blog: Site) -> None:
    blog.post("z", title="A", date="2016-07-01", tags="[dns]")
    build = listing(blog, ":sort: title\n:tags: dns\n:no-pinned:")
    assert comments(build) == []
    assert labels(build) == []


def test_other_themes_show_only_the_comments_of_authors(blog: Site) -> None:
    blog.write("index.md", "# Home\n\n```{blog-index}\n```\n")
    page = blog.build(html_theme="alabaster").read("index.html")
    assert "ts-remark" not in page
    assert 'aria-label="posts' not in page
    blog.write("index.md", "# Home\n\n```{blog-index}\n:command: ls post  # mine\n```\n")
    page = blog.build(html_theme="alabaster").read("index.html")
    assert "# <bdi>mine</bdi>" in page
    assert page.count('aria-label="mine"') == 1


def test_comments_of_a_post_are_translated(blog: Site) -> None:
    build = blog.build(language="de")
    assert comments(build, "post/p2.html") == ["# Schlagwörter", "# neuere und ältere Beiträge"]
    assert labels(build, "post/p2.html")[:2] == ["Schlagwörter", "neuere und ältere Beiträge"]
    assert comments(build, "tag/helm/index.html") == ["# Beiträge mit dem Schlagwort helm, 3"]
    assert "# <bdi>Seiten von a site</bdi>" in build.read("search.html")


def test_counts_follow_the_posts(blog: Site) -> None:
    listing(blog, ":limit: 2")
    blog.post("new", title="New", date="2014-01-01")
    build, clean = blog.build(), blog.clean_build()
    assert comments(build) == ["# newest posts, 2 of 7"]
    assert build.read("index.html") == clean.read("index.html")


@pytest.mark.parametrize("place", [(None, None), ("/nowhere", 3), ("/", 1)])
def test_command_without_a_source_is_taken_as_it_is(place: tuple[str | None, int | None]) -> None:
    directive: Any = SimpleNamespace(
        options={"command": "ls"}, block_text="", get_source_info=lambda: place
    )
    assert with_comments(directive) == {"command": "ls"}
