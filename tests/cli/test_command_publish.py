"""The command ``publish``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.cli.main import main

if TYPE_CHECKING:
    from tests.conftest import Site

TODAY = "2016-09-26"


@pytest.fixture(autouse=True)
def _in_the_site(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site.srcdir)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1474848000")  # 2016-09-26 in UTC


def draft(site: Site, name: str = "x", date: str = "2001-01-01") -> str:
    site.post(name, title=name, date=date, draft="true")
    return f"post/{name}.md"


def test_draft_is_published_today(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    name = draft(site)
    assert "X" not in site.build().read("index.txt").upper().split()
    assert main(["publish", name]) == 0
    assert capsys.readouterr() == (f"post/x.md is published, dated {TODAY}\n", "")
    text = (site.srcdir / name).read_text("utf-8")
    assert text == f"---\ntitle: x\ndate: {TODAY}\n---\n\nText.\n"
    assert f"{TODAY}  1 min  x" in site.build().read("index.txt")


@pytest.mark.parametrize("name", ["a/x", "post/a/x", "post/a/x.md", "./post/a/x.md", "x", "/a/x/"])
def test_post_is_found_by_path_docname_or_slug(site: Site, name: str) -> None:
    path = site.srcdir / draft(site, "a/x")
    assert main(["publish", name]) == 0
    assert "draft" not in path.read_text("utf-8")


def test_post_is_found_by_its_folder(site: Site) -> None:
    path = site.write("post/y/index.md", "# Y\n")
    assert main(["publish", "post/y"]) == 0
    assert path.read_text("utf-8") == f"---\ndate: {TODAY}\n---\n\n# Y\n"


def test_all_posts_are_published_or_none(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    draft(site, "x")
    draft(site, "y")
    assert main(["publish", "x", "z"]) == 1
    assert "draft: true" in (site.srcdir / "post/x.md").read_text("utf-8")
    capsys.readouterr()
    assert main(["publish", "x", "y", "post/x.md"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"post/x.md is published, dated {TODAY}",
        f"post/y.md is published, dated {TODAY}",
    ]


def test_date_can_be_given_and_be_in_the_future(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    path = site.srcdir / draft(site)
    assert main(["publish", "x", "--date", "2016-10-01 09:00"]) == 0
    assert capsys.readouterr().out == "post/x.md will be published on 2016-10-01 09:00\n"
    assert "date: 2016-10-01 09:00\n" in path.read_text("utf-8")
    assert main(["publish", "x"]) == 0
    assert capsys.readouterr().out == f"post/x.md is published, dated {TODAY}\n"


def test_published_post_is_unchanged_without_a_date(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    path = site.post("x", title="x", date="2015-01-01")
    before = path.read_bytes()
    assert main(["publish", "x"]) == 0
    assert capsys.readouterr() == (
        "",
        "sphinx-transcript: post/x.md has been published since 2015-01-01\n",
    )
    assert path.read_bytes() == before
    assert main(["publish", "x", "--date", "2015-02-02"]) == 0
    assert path.read_bytes() == before.replace(b"2015-01-01", b"2015-02-02")


def test_date_in_front_matter_overrides_that_in_the_file_name(site: Site) -> None:
    path = site.write("post/2001-01-01-x.md", "---\ndraft: true\n---\n# X\n")
    assert main(["publish", "x"]) == 1
    assert main(["publish", "2001-01-01-x"]) == 0
    assert path.read_text("utf-8") == f"---\ndate: {TODAY}\n---\n# X\n"


def test_nothing_else_in_the_file_changes(site: Site) -> None:
    head = b"\xef\xbb\xbf---\r\n# a comment\r\ntags: [ b,a ]   \r\n"
    path = site.write("post/x.md", head + b"draft: true\r\n---\r\n\r\n# X\nA\tB  \r\nno end")
    path.chmod(0o640)
    assert main(["publish", "x"]) == 0
    assert path.read_bytes() == (
        b"\xef\xbb\xbf---\r\n# a comment\r\ndate: 2016-09-26\r\ntags: [ b,a ]   \r\n"
        b"---\r\n\r\n# X\nA\tB  \r\nno end"
    )
    assert path.stat().st_mode & 0o777 == 0o640


def test_encoding_of_the_file_is_kept(site: Site) -> None:
    site.conf('source_encoding = "latin-1"\n')
    path = site.write("post/x.md", "---\ntitle: é\ndraft: true\n---\nÜ\n".encode("latin-1"))
    assert main(["publish", "x"]) == 0
    assert path.read_bytes().decode("latin-1") == f"---\ntitle: é\ndate: {TODAY}\n---\nÜ\n"


def test_field_list_of_a_restructuredtext_post_is_edited(site: Site) -> None:
    path = site.write("post/x.rst", ":title: X\n:draft: true\n\nText.\n")
    assert main(["publish", "x"]) == 0
    assert path.read_text("utf-8") == f":title: X\n:date: {TODAY}\n\nText.\n"
    assert f"{TODAY}  1 min  X" in site.build().read("index.txt")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"---\ntitle: a\n", "post/x.md:1: front matter opens here and never closes"),
        (b"---\ntitle: a: b\n---\n", "post/x.md:2: front matter is not YAML"),
        (b"# \xff\n", "post/x.md:1: byte 0xff is not utf-8 text"),
        (b"---\ndrafts: true\n---\n", "unknown key 'drafts' in front matter; did you mean 'draft'"),
        (b"---\nx: &a {draft: true}\n<<: *a\n---\n", "that only an editor can change"),
    ],
)
def test_post_that_cannot_be_edited_is_unchanged(
    site: Site, capsys: pytest.CaptureFixture[str], content: bytes, message: str
) -> None:
    path = site.write("post/x.md", content)
    assert main(["publish", "x"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert message in captured.err
    assert captured.err.count("\n") == 1
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "half-a-thougt",
            "there is no post 'half-a-thougt'; did you mean 'post/half-a-thought.md'?",
        ),
        ("post/half-a-thougt.md", "did you mean 'post/half-a-thought.md'?"),
        ("nothing-like-it", "'sphinx-transcript list --all' shows them"),
        ("index.md", "index.md is no post of the site"),
        ("twice", "can be several posts: post/a/twice.md, post/b/twice.md"),
    ],
)
def test_unknown_post_is_reported(
    site: Site, capsys: pytest.CaptureFixture[str], name: str, message: str
) -> None:
    for each in ("half-a-thought", "a/twice", "b/twice"):
        draft(site, each)
    assert main(["publish", name]) == 1
    assert message in capsys.readouterr().err


def test_invalid_date_is_reported(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    draft(site)
    assert main(["publish", "x", "--date", "2016-13-01"]) == 2
    assert "--date: no such date: '2016-13-01'" in capsys.readouterr().err
