"""What the feed of a Jekyll site called its posts, and posts in other formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.importers import read_blog
from sphinx_transcript.importers.options import ReaderOptions
from sphinx_transcript.importers.report import Report
from tests.helpers.tools import program

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_transcript.importers.source_blog import SourcePost

POST = "---\ntitle: T\n---\n\nText.\n"
CONFIGURATION = "url: https://example.org\nbaseurl: /blog\n"


def read(
    folder: Path, files: dict[str, str], feed_id: str = "", configuration: str = CONFIGURATION
) -> tuple[SourcePost, list[str]]:
    """Return the only post, and the notes."""
    files = {"_config.yml": configuration, "_posts/2020-01-02-ü x.md": POST} | files
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    report = Report()
    blog = read_blog("jekyll", folder, report, ReaderOptions(feed_id=feed_id))
    return blog.posts[0], [str(note) for note in report.notes]


def feed(rule: str) -> str:
    head = "---\n---\n<feed><id>https://x.example/</id>"
    return f"{head}{{% for p in site.posts %}}{rule}{{% endfor %}}"


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("<id>http://old.example{{ p.id }}</id>", "http://old.example/2020/01/02/%C3%BC%20x"),
        (
            "<id>{{ site.url }}{{ site.baseurl }}{{p.url}}</id>",
            "https://example.org/blog/2020/01/02/%C3%BC-x.html",
        ),
        (
            "<guid isPermaLink='true'>{{ p.url | prepend: site.baseurl | prepend: site.url "
            "| xml_escape }}</guid>",
            "https://example.org/blog/2020/01/02/%C3%BC-x.html",
        ),
        (
            "<id>{{- p.id | absolute_url -}}</id>",
            "https://example.org/blog/2020/01/02/%C3%BC%20x",
        ),
        (
            '<id>{{ p.url | prepend: "https://y.example" }}</id>',
            "https://y.example/2020/01/02/%C3%BC-x.html",
        ),
    ],
)
def test_template_of_the_feed_names_the_rule(tmp_path: Path, rule: str, expected: str) -> None:
    post, notes = read(tmp_path, {"atom.xml": feed(rule)})
    assert post.fields["id"] == expected
    assert len(notes) == 1
    assert notes[0].startswith("atom.xml:1: the ids in the feed are http")


@pytest.mark.parametrize(
    "rule", ["<id>{{ p.guid }}</id>", "<id>{{ p.url | md5 }}</id>", "<id>x</id>", ""]
)
def test_rule_that_is_not_known_is_asked_for(tmp_path: Path, rule: str) -> None:
    post, notes = read(tmp_path, {"feed.xml": feed(rule)})
    assert "id" not in post.fields
    assert notes == [
        "_config.yml:1: what the feed called the posts is not known: "
        "--feed-id 'https://…{id}' says it"
    ]


def test_given_rule_comes_first(tmp_path: Path) -> None:
    files = {"feed.xml": feed("<id>{{ site.url }}{{ p.id }}</id>")}
    post, notes = read(tmp_path, files, "tag:example.org:{url}")
    assert post.fields["id"] == "tag:example.org:/2020/01/02/%C3%BC-x.html"
    assert notes == []


def test_plugin_has_its_own_rule(tmp_path: Path) -> None:
    post, _ = read(tmp_path, {}, "", CONFIGURATION + "plugins: [jekyll-feed]\n")
    assert post.fields["id"] == "https://example.org/blog/2020/01/02/%C3%BC%20x"


def test_post_in_html_is_converted(tmp_path: Path) -> None:
    program("pandoc")
    page = "---\ntitle: T\n---\n<p>A <em>b</em> {{ site.title }}</p>\n"
    files = {"_posts/2019-01-01-a.html": page}
    post, _ = read(tmp_path, files, "", CONFIGURATION + "title: The site\n")
    assert post.body == "A *b* The site\n"
    assert post.url == "/2019/01/01/a.html"
