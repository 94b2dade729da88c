"""Posts in HTML, Org and other formats: converted by pandoc where it is, named where it is not."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.importers import other_formats, read_blog
from sphinx_transcript.importers.options import NO_OPTIONS
from sphinx_transcript.importers.report import Report
from tests.helpers.tools import program

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_transcript.importers.source_blog import SourceBlog

ORG = """\
#+title: The org
#+date: <2020-01-02 Thu 10:30>
#+tags[]: a b
#+options: toc:nil

* Head

Some /text/ {{ not_a_tag_of_hugo }}.

#+begin_src python
print(1)
#+end_src
"""
HTML = """\
---
title: The page
date: 2020-01-02
---
<p>Some <b>text</b>.</p>
<pre><code class="language-python">print(1)
</code></pre>
<iframe src="https://example.org/x"></iframe>
"""


def read(folder: Path) -> tuple[SourceBlog, list[str]]:
    posts = folder / "content" / "posts"
    posts.mkdir(parents=True)
    (folder / "hugo.toml").write_text('baseURL = "https://example.org/"\n')
    (posts / "a.org").write_text(ORG)
    (posts / "b.html").write_text(HTML)
    (posts / "plain.html").write_text("<p>No front matter: no post.</p>\n")
    report = Report()
    blog = read_blog("hugo", folder, report, NO_OPTIONS)
    return blog, [str(note) for note in report.notes]


def test_without_pandoc_each_post_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    blog, notes = read(tmp_path)
    assert blog.posts == []
    assert notes == [
        "content/posts/a.org:1: posts in org are converted where pandoc is installed; "
        "not converted",
        "content/posts/b.html:1: posts in html are converted where pandoc is installed; "
        "not converted",
    ]


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install a program that reads Org alone, prints what it gets, and says how it was called."""
    path = tmp_path / "bin" / "pandoc"
    path.parent.mkdir()
    path.write_text(
        f"#!{sys.executable}\n"
        "import pathlib, sys\n"
        "if '--list-input-formats' in sys.argv: print('org')\n"
        "else:\n"
        "    text = sys.stdin.read()\n"
        "    sys.stdout.write(text)\n"
        f"    called = pathlib.Path({str(tmp_path / 'called')!r})\n"
        "    called.write_text(' '.join(sys.argv[1:]) + text)\n"
        "    if 'bad' in text: print('no good', file=sys.stderr); sys.exit(3)\n"
    )
    path.chmod(0o755)
    monkeypatch.setenv("PATH", str(path.parent))
    return tmp_path / "called"


def test_template_tags_do_not_reach_pandoc(tmp_path: Path, stand_in: Path) -> None:
    blog, notes = read(tmp_path)
    post = blog.posts[0]
    assert "{{ not_a_tag_of_hugo }}" in post.body
    called = stand_in.read_text()
    assert called.startswith("--sandbox --from=org --to=gfm")
    assert "not_a_tag" not in called
    assert {key: post.fields[key] for key in ("title", "date", "tags")} == {
        "title": "The org",
        "date": "2020-01-02T10:30+00:00",
        "tags": ["a", "b"],
    }
    assert post.line_at_index(7) == 6
    assert notes == [
        "content/posts/b.html:1: this pandoc does not read html; not converted",
    ]


@pytest.mark.usefixtures("stand_in")
def test_failure_of_pandoc_is_a_note() -> None:
    with pytest.raises(ValueError, match="pandoc says: no good; not converted"):
        other_formats.to_markdown("bad", ".org")


def test_posts_are_converted(tmp_path: Path) -> None:
    program("pandoc")
    blog, notes = read(tmp_path)
    org, page = (post.body for post in blog.posts)
    assert org.startswith("# Head\n\nSome *text* ")
    assert "``` python\nprint(1)\n```" in org
    assert page.startswith("Some **text**.\n\n``` python\nprint(1)\n```\n")
    assert '<iframe src="https://example.org/x"></iframe>' in page
    assert notes == []


def test_file_that_a_post_includes_is_not_read(tmp_path: Path) -> None:
    program("pandoc")
    secret = tmp_path / "secret.org"
    secret.write_text("hidden words\n")
    try:
        text = other_formats.to_markdown(f'x\n\n#+INCLUDE: "{secret}"\n', ".org")
    except ValueError as error:
        text = str(error)
    assert "hidden words" not in text
