"""The event by which other extensions get the blog's posts."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.errors import ExtensionError

from sphinx_transcript.commands.main import main
from sphinx_transcript.post import PUBLIC, Post

if TYPE_CHECKING:
    from tests.conftest import Site

HANDLER = """
import json
from pathlib import Path

def note(app, posts):
    assert isinstance(posts, tuple)
    line = [[post.title, post.minutes, post.is_draft] for post in posts]
    with Path(app.srcdir.parent, "seen").open("a") as file:
        print(json.dumps(line), file=file)

def setup(app):
    app.connect("transcript-posts", note)
"""
RETURNING = """
def setup(app):
    app.connect("transcript-posts", lambda app, posts: {returned})
    app.connect("transcript-posts", lambda app, posts: None)
"""


def seen(site: Site) -> list[list[list[Any]]]:
    """Return what handlers got since this was last asked, of each time that one was called."""
    path = site.folder / "seen"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    path.unlink(missing_ok=True)
    return [json.loads(line) for line in lines]


@pytest.fixture
def blog(site: Site) -> Site:
    """Return a blog of nine posts, one of them unlisted and one a draft, whose handler notes."""
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
    assert seen(blog) == [ALL]
    blog.build(parallel=parallel)
    assert seen(blog) == [ALL]
    blog.post("p3", title="New", date="2020-02-01")
    (blog.srcdir / "post/p1.md").unlink()
    blog.build(parallel=parallel)
    expected = [["New", 1, False], *(post for post in ALL if post[0] not in {"P3", "P1"})]
    assert seen(blog) == [expected]
    blog.post("p2", title="P2", date="2020-01-02", body="word " * 401)
    blog.build(only=["post/p2.md"])
    assert seen(blog) == [[*expected[:-1], ["P2", 3, False]]]


def test_preview_has_drafts(blog: Site) -> None:
    blog.build(transcript_drafts=True)
    assert seen(blog) == [[["Half", 1, True], *ALL]]


@pytest.mark.parametrize("builder", ["text", "transcript"])
def test_event_comes_under_other_builders(blog: Site, builder: str) -> None:
    blog.build(builder)
    assert seen(blog) == [ALL]


def test_check_emits_none_as_it_does_not_read_all(blog: Site) -> None:
    assert main(["check", str(blog.srcdir)]) == 0
    assert seen(blog) == []


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
def test_document_that_is_none_ends_the_build(site: Site, returned: str, name: str) -> None:
    site.write("about.md", "---\norphan: true\n---\n# About\n")
    site.conf(RETURNING.format(returned=returned))
    with pytest.raises(ExtensionError, match=f"transcript-posts' returned {name}, which is no"):
        site.build()


def test_public_fields_are_fields_of_a_post() -> None:
    names = [field.name for field in fields(Post)]
    assert set(PUBLIC) <= set(names)
    assert len(set(PUBLIC)) == len(PUBLIC)
