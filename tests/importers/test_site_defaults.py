"""What a site's configuration and its sections say of posts: values, folders and time zones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.importers import read_blog
from sphinx_transcript.importers.report import Report
from tests.helpers.imported_texts import imported_texts

if TYPE_CHECKING:
    from pathlib import Path

POST = "---\ntitle: A\ndate: 2020-01-02\n---\n\nText.\n"


@pytest.mark.parametrize(
    ("scopes", "author"),
    [
        (['{path: "_posts"}', '{path: ""}'], "0"),
        (['{path: ""}', '{path: "_posts"}'], "1"),
        (['{path: "", type: posts}', '{path: ""}'], "0"),
        (['{path: ""}', '{path: ""}'], "1"),
        (['{path: "_posts/2020*"}', '{path: ""}'], "0"),
        (['{path: "_posts/2021*"}', '{path: ""}'], "1"),
        (['{path: "*/2020-01-02-a.md"}', '{path: "_post"}'], "0"),
    ],
)
def test_the_nearest_of_jekylls_defaults(tmp_path: Path, scopes: list[str], author: str) -> None:
    entries = [
        f"- scope: {scope}\n  values: {{author: Author {at}}}\n" for at, scope in enumerate(scopes)
    ]
    files = {"_config.yml": f"defaults:\n{''.join(entries)}", "_posts/2020-01-02-a.md": POST}
    texts, _ = imported_texts(tmp_path, "jekyll", files)
    assert f"author: Author {author}\n" in texts["post/a.md"]


@pytest.mark.parametrize(
    ("cascade", "is_draft"),
    [
        ("cascade: {draft: true}", True),
        ("cascade: [{draft: true, target: {path: '/posts/**'}}]", True),
        ("cascade: [{draft: true, _target: {path: '{/notes,/posts}/a', kind: page}}]", True),
        ("cascade: [{draft: true, target: {path: '/posts/b'}}]", False),
        ("cascade: [{draft: true, target: {kind: section}}]", False),
        ("cascade: [{draft: true, target: {environment: staging}}]", False),
        ("cascade: {draft: false}", False),
        ("cascade: [x, 1]", False),
    ],
)
@pytest.mark.parametrize("file", ["hugo.yaml", "content/_index.md", "content/posts/_index.md"])
def test_cascades_of_hugo(tmp_path: Path, file: str, cascade: str, is_draft: bool) -> None:
    text = f"---\n{cascade}\n---\n" if file.endswith(".md") else cascade
    files = {"hugo.yaml": "title: x", "content/posts/a.md": POST, file: text}
    texts, _ = imported_texts(tmp_path, "hugo", files)
    assert ("draft: true\n" in texts["post/a.md"]) is is_draft


def test_nearer_cascades_of_hugo_count(tmp_path: Path) -> None:
    files = {
        "hugo.yaml": "cascade: {draft: true, author: Far}",
        "content/posts/_index.md": "---\ncascade: {author: Near, draft: true}\n---\n",
        "content/posts/a.md": POST.replace("title: A", "title: A\ndraft: false"),
    }
    texts, _ = imported_texts(tmp_path, "hugo", files)
    assert "author: Near\n" in texts["post/a.md"]
    assert "draft" not in texts["post/a.md"]


@pytest.mark.parametrize(
    ("system", "configuration", "setting"),
    [
        ("hugo", "hugo.toml", 'timeZone = "Europ/Paris"'),
        ("pelican", "pelicanconf.py", 'TIMEZONE = "Europ/Paris"'),
        ("nikola", "conf.py", 'TIMEZONE = "Europ/Paris"'),
    ],
)
def test_unknown_time_zones(tmp_path: Path, system: str, configuration: str, setting: str) -> None:
    _, notes = imported_texts(tmp_path, system, {configuration: setting})
    message = f"{configuration}:1: no time zone 'Europ/Paris': times are taken to be in UTC"
    assert message in notes


@pytest.mark.parametrize("path", ["../content", "/etc", "x/../.."])
def test_content_of_pelican_out_of_the_folder(tmp_path: Path, path: str) -> None:
    files = {"blog/pelicanconf.py": f"PATH = {path!r}", "content/a.md": "Title: A\n\nText.\n"}
    imported_texts(tmp_path, "pelican", files)
    report = Report()
    assert read_blog("pelican", tmp_path / "blog", report).posts == []
    assert any("leads out of the folder of the blog" in str(note) for note in report.notes)


def test_content_of_pelican_in_this_folder(tmp_path: Path) -> None:
    files = {
        "pelicanconf.py": 'PATH = "./text/"',
        "text/a.md": "Title: A\nDate: 2020-01-02\n\n![]({static}/images/x.png)\n",
        "text/images/x.png": "x",
    }
    texts, _ = imported_texts(tmp_path, "pelican", files)
    assert "(/extra/images/x.png)" in texts["post/a.md"]


@pytest.mark.parametrize(
    ("system", "name"),
    [("jekyll", "_posts/2020-01-02-a.MD"), ("hugo", "content/posts/a.MD"), ("markdown", "a.MD")],
)
def test_suffixes_in_capitals(tmp_path: Path, system: str, name: str) -> None:
    texts, _ = imported_texts(tmp_path, system, {name: POST})
    assert "title: A\n" in texts["post/a.md"]


def test_documents_beside_a_page_of_hugo(tmp_path: Path) -> None:
    files = {
        "hugo.toml": "",
        "content/posts/a/index.md": POST,
        "content/posts/a/other.md": POST,
        "content/posts/a/index.html": "<h1>Other</h1>",
        "content/posts/a/demo.html": "<h1>Demo</h1>",
    }
    texts, notes = imported_texts(tmp_path, "hugo", files)
    assert list(texts) == ["post/a/index.md"]
    message = "content/posts/a/other.md:1: a file of the page beside it, and no page: not converted"
    assert message in notes
    blog = read_blog("hugo", tmp_path, Report())
    assert [file.name for file in blog.posts[0].bundle_files] == ["demo.html"]


@pytest.mark.parametrize(
    ("setting", "own", "date", "alias"),
    [
        ('[":filename", ":default"]', "", "2020-01-05", "/posts/x/"),
        ('[":filename", ":default"]', "date: 2020-02-02\n", "2020-01-05", "/posts/x/"),
        ('[":default", ":fileName"]', "", "2020-01-05", "/posts/x/"),
        ('[":default", ":filename"]', "date: 2020-02-02\n", "2020-02-02", "/posts/2020-01-05-x/"),
        ('["date"]', "date: 2020-02-02\n", "2020-02-02", "/posts/2020-01-05-x/"),
    ],
)
def test_dates_in_names_of_hugo(
    tmp_path: Path, setting: str, own: str, date: str, alias: str
) -> None:
    files = {
        "hugo.toml": f"[frontmatter]\ndate = {setting}\n",
        "content/posts/2020-01-05-x.md": f"---\ntitle: X\n{own}---\n\nText.\n",
    }
    texts, _ = imported_texts(tmp_path, "hugo", files)
    (text,) = texts.values()
    assert f"date: {date}\n" in text
    assert f"aliases: [{alias}]\n" in text
