"""The event ``transcript-posts`` passes the posts to other extensions."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.errors import ExtensionError

from sphinx_transcript.cli.main import main
from sphinx_transcript.post.record import PUBLIC, Post

if TYPE_CHECKING:
    from tests.conftest import Site

HANDLER = """
import json
from pathlib import Path

def record(app, posts):
    assert isinstance(posts, tuple)
    line = [[post.title, post.minutes, post.is_draft] for post in posts]
    with Path(app.srcdir.parent, "recorded").open("a") as file:
        print(json.dumps(line), file=file)

def setup(app):
    app.connect("transcript-posts", record)
"""
RETURNING = """
def setup(app):
    app.connect("transcript-posts", lambda app, posts: {returned})
    app.connect("transcript-posts", lambda app, posts: None)
"""


def recorded(site: Site) -> list[list[list[Any]]]:
    """Return the posts of each call of the handler since the last call of this function."""
    path = site.folder / "recorded"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    path.unlink(missing_ok=True)
    return [json.loads(line) for line in lines]


@pytest.fixture
def blog(site: Site) -> Site:
    """Return a blog of nine posts, one unlisted and one a draft, with a recording handler."""
    site.conf(HANDLER)
    for number in range(1, 8):
        site.post(f"p{number}", title=f"P{number}", date=f"2020-01-0{number}")
    site.post("hidden", title="Hidden", date="2020-01-08", unlisted="true")
    site.post("half", title="Half", date="2020-01-09", draft="true")
    return site


ALL = [[f"P{number}", 1, False] for number in range(7, 0, -1)]


@pytest.mark.parametrize("parallel", [0, 2])
def test_handler_gets_all_posts_once_in_each_build(blog: Site, parallel: int) -> None:
    blog.build(parallel=parallel)
    assert recorded(blog) == [ALL]
    blog.build(parallel=parallel)
    assert recorded(blog) == [ALL]
    blog.post("p3", title="New", date="2020-02-01")
    (blog.srcdir / "post/p1.md").unlink()
    blog.build(parallel=parallel)
    expected = [["New", 1, False], *(post for post in ALL if post[0] not in {"P3", "P1"})]
    assert recorded(blog) == [expected]
    blog.post("p2", title="P2", date="2020-01-02", body="word " * 401)
    blog.build(only=["post/p2.md"])
    assert recorded(blog) == [[*expected[:-1], ["P2", 3, False]]]


def test_handler_gets_drafts_in_a_preview(blog: Site) -> None:
    blog.build(transcript_drafts=True)
    assert recorded(blog) == [[["Half", 1, True], *ALL]]


@pytest.mark.parametrize("builder", ["text", "transcript"])
def test_event_is_emitted_with_other_builders(blog: Site, builder: str) -> None:
    blog.build(builder)
    assert recorded(blog) == [ALL]


def test_check_does_not_emit_the_event(blog: Site) -> None:
    """The command ``check`` does not read all documents, so it does not have all posts."""
    assert main(["check", str(blog.srcdir)]) == 0
    assert recorded(blog) == []


def test_posts_are_frozen(site: Site) -> None:
    site.conf(
        'def change(app, posts):\n    posts[0].title = "Mine"\n'
        'def setup(app):\n    app.connect("transcript-posts", change)\n'
    )
    site.post("a", title="A", date="2020-01-01")
    with pytest.raises(ExtensionError, match=r"Handler <function change.*cannot assign to field"):
        site.build()


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_documents_that_a_handler_returns_are_written_again(site: Site, builder: str) -> None:
    site.write("about.md", "---\norphan: true\n---\n# About\n")
    site.post("a", title="A", date="2020-01-01")
    site.conf(RETURNING.format(returned='["about"]'))
    clean = site.build(builder).files()
    names = ("about.html" if builder == "html" else "about/index.html", "index.html")
    paths = [site.folder / "build" / builder / name for name in names]
    before = [path.stat().st_mtime_ns for path in paths]
    build = site.build(builder)
    about, home = (path.stat().st_mtime_ns for path in paths)
    assert about > before[0]
    assert home == before[1]
    assert build.files() == clean


@pytest.mark.parametrize(("returned", "name"), [('["gone"]', "'gone'"), ('"about"', "'a'")])
def test_unknown_document_that_a_handler_returns_is_an_error(
    site: Site, returned: str, name: str
) -> None:
    site.write("about.md", "---\norphan: true\n---\n# About\n")
    site.conf(RETURNING.format(returned=returned))
    with pytest.raises(ExtensionError, match=f"transcript-posts' returned {name}, which is no"):
        site.build()


def test_public_fields_are_fields_of_a_post() -> None:
    names = [field.name for field in fields(Post)]
    assert set(PUBLIC) <= set(names)
    assert len(set(PUBLIC)) == len(PUBLIC)
