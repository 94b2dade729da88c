"""The command import: the files that it writes, its notes, and its exit status."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site

POST = "---\ntitle: One\ndate: 2020-01-02\n---\n\nText.\n"


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    folder = tmp_path / "blog"
    (folder / "_posts").mkdir(parents=True)
    (folder / "_config.yml").write_text("url: https://example.org\nplugins: [jekyll-feed]\n")
    (folder / "_posts" / "2020-01-02-one.md").write_text(POST)
    return folder


def run(blog: Path, site: Site, *options: str, system: str = "jekyll") -> int:
    return main(["import", str(blog), "--from", system, "--to", str(site.srcdir), *options])


def posts(site: Site) -> list[str]:
    folder = site.srcdir / "post"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))


def test_dry_run_writes_nothing_and_prints_the_same(
    blog: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(blog, site, "--dry-run") == 0
    dry_run = capsys.readouterr()
    assert posts(site) == []
    assert run(blog, site) == 0
    import_run = capsys.readouterr()
    assert dry_run.out == import_run.out == f"{site.srcdir / 'post' / 'one.md'}\n"
    assert dry_run.err == "1 post read, 1 would be written, with 0 other files; 0 notes\n"


def test_paths_are_relative_to_the_working_directory(
    blog: Path, site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site.srcdir)
    assert main(["import", str(blog), "--from", "jekyll"]) == 0
    assert capsys.readouterr().out == "post/one.md\n"


@pytest.mark.parametrize("name", ["one.md", "one.rst", "one/index.md"])
def test_existing_post_is_not_overwritten(
    blog: Path, site: Site, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write(f"post/{name}", "mine")
    (blog / "_posts" / "2020-01-03-two.md").write_text(POST)
    assert run(blog, site) == 0
    assert (site.srcdir / "post" / name).read_text() == "mine"
    assert posts(site) == sorted([name, "two.md"])
    assert (
        f"2020-01-02-one.md:1: post/{name} is there already: not written" in capsys.readouterr().err
    )


def test_existing_image_with_other_content_is_not_overwritten(
    blog: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    (blog / "a.png").write_bytes(b"new")
    (blog / "b.png").write_bytes(b"same")
    (blog / "_posts" / "2020-01-02-one.md").write_text(f"{POST}\n![a](/a.png) ![b](/b.png)\n")
    site.write("extra/a.png", b"mine")
    site.write("extra/b.png", b"same")
    assert run(blog, site) == 0
    printed = capsys.readouterr()
    assert (site.srcdir / "extra" / "a.png").read_bytes() == b"mine"
    assert (
        "2020-01-02-one.md:8: extra/a.png is there already, and another: not copied" in printed.err
    )
    assert "b.png" not in printed.out + printed.err


def test_missing_image_is_reported(
    blog: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    (blog / "_posts" / "2020-01-02-one.md").write_text(f"{POST}\n\n![a](/a.png)\n")
    assert run(blog, site) == 0
    assert "_posts/2020-01-02-one.md:9: image not found: '/a.png'\n" in capsys.readouterr().err


def test_invalid_file_does_not_stop_the_import_of_others(
    blog: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = {
        "2020-01-03-a.md": b"---\ntitle: x\n---\ncaf\xe9\n",
        "2020-01-04-b.md": b"---\ntitle: 'x\n---\n",
        "2020-01-05-c.md": b"---\ndate: soon\ntitle: c\n---\n",
        "2020-13-05-d.md": b"---\ntitle: d\n---\n",
    }
    for name, content in bad.items():
        (blog / "_posts" / name).write_bytes(content)
    assert run(blog, site) == 0
    assert posts(site) == ["c.md", "d.md", "one.md"]
    notes = capsys.readouterr().err
    assert "_posts/2020-01-03-a.md:4: byte 0xe9 is not UTF-8; not converted\n" in notes
    assert (
        "_posts/2020-01-04-b.md:2: not YAML" in notes
        or "_posts/2020-01-04-b.md:3: not YAML" in notes
    )
    assert "_posts/2020-01-05-c.md:2: date: not a date: 'soon'; left out\n" in notes
    assert "_posts/2020-13-05-d.md:1: no date: it is not published until it has one\n" in notes
    # The date in the file name is the fallback.
    assert "\ndate: 2020-01-05\n" in (site.srcdir / "post" / "c.md").read_text()


def test_keys_with_another_meaning_are_left_out(
    blog: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = (
        "id: 3\norphan: true\nlayout: post\nmyst: {}\nstatus: final\n"
        "describtion: x\nnested: {a: [1, b]}\nlanguage_info: {name: python}\n"
    )
    (blog / "_posts" / "2020-01-02-one.md").write_text(POST.replace("title", f"{keys}title"))
    assert run(blog, site) == 0
    text = (site.srcdir / "post" / "one.md").read_text()
    assert text.startswith(
        "---\ntitle: One\ndate: 2020-01-02\naliases: [/2020/01/02/one.html]\n"
        "id: https://example.org/2020/01/02/one\nlayout: post\nnested: {a: [1, b]}\n---\n"
    )
    notes = capsys.readouterr().err
    for key in ("id", "orphan", "status", "describtion", "language_info"):
        assert f"left out: {key!r} would have another meaning here\n" in notes
    assert site.build().warnings == ""


def test_link_to_a_page_that_is_not_a_post_is_shown_as_it_was(
    blog: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    (blog / "_docs").mkdir()
    (blog / "_docs" / "a.md").write_text("A page.\n")
    (blog / "_posts" / "2020-01-02-one.md").write_text(f"{POST}\n[a]({{% link _docs/a.md %}})\n")
    assert run(blog, site) == 0
    text = (site.srcdir / "post" / "one.md").read_text()
    assert "a…\n\n```text\n[a]({% link _docs/a.md %})\n```" in text
    assert "one.md:8: {% link _docs/a.md %} is shown as it was\n" in capsys.readouterr().err


def test_link_to_a_page_of_the_old_site_leads_to_its_address(blog: Path, site: Site) -> None:
    (blog / "a.md").write_text("---\npermalink: /a-page/\n---\nA page.\n")
    (blog / "b.md").write_text("---\n---\nA page.\n")
    text = f"{POST}\n[a]({{% link a.md %}}) [b]({{% link b.md %}})\n"
    (blog / "_posts" / "2020-01-02-one.md").write_text(text)
    assert run(blog, site) == 0
    text = (site.srcdir / "post" / "one.md").read_text()
    assert "[a](https://example.org/a-page/) [b](https://example.org/b.html)" in text


def test_posts_are_written_into_the_first_folder_of_posts(blog: Path, site: Site) -> None:
    site.conf("transcript_posts = ['notes/**', 'post/**']\n")
    assert run(blog, site) == 0
    assert (site.srcdir / "notes" / "one.md").is_file()


@pytest.mark.parametrize(
    ("system", "message"),
    [
        ("hugo", "no post in"),
        ("pelican", "no post in"),
        ("mkdocs", "no post in"),
        ("nikola", "no post"),
    ],
)
def test_blog_without_posts_is_an_error(
    blog: Path, site: Site, system: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (blog / "_posts" / "2020-01-02-one.md").unlink()
    assert run(blog, site, system=system) == 1
    printed = capsys.readouterr()
    assert message in printed.err
    assert printed.out == ""


def test_invalid_folder_or_system_is_an_error(
    blog: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(blog / "none", site) == 2
    assert "is no folder" in capsys.readouterr().err
    assert main(["import", str(blog), "--from", "jekyll", "--to", str(blog)]) == 1
    assert "there is no conf.py in" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        run(blog, site, system="blogger")
    assert "invalid choice: 'blogger'" in capsys.readouterr().err


def test_url_of_two_posts_is_an_alias_of_the_first_only(
    blog: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    second = POST.replace("title", "permalink: /2020/01/02/one.html\nslug: one\ntitle")
    (blog / "_posts" / "2020-01-03-two.md").write_text(second)
    assert run(blog, site) == 0
    assert "aliases" not in (site.srcdir / "post" / "one-2.md").read_text()
    notes = capsys.readouterr().err
    for key in ("aliases: '/2020/01/02/one.html' is", "id: it is"):
        assert f"2020-01-03-two.md:1: {key} that of _posts/2020-01-02-one.md; left out\n" in notes
    assert site.build().warnings == ""


def test_post_with_a_name_that_is_not_unicode_is_left_out(
    blog: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    name = b"2020-01-03-caf\xe9.md".decode("utf-8", "surrogateescape")
    try:
        (blog / "_posts" / name).write_text(POST)
    except OSError:
        pytest.skip("the file system allows no such name")
    assert run(blog, site) == 0
    assert posts(site) == ["one.md"]
    assert "caf\\udce9.md:1: the file's name is not UTF-8; not converted" in capsys.readouterr().err


def test_post_without_a_title_is_reported(
    blog: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    (blog / "content" / "posts").mkdir(parents=True)
    (blog / "content" / "posts" / "a.md").write_text("---\ndate: 2020-01-02\n---\n\nText.\n")
    (blog / "content" / "posts" / "b.md").write_text("---\ndate: 2020-01-02\n---\n\n# B\n")
    assert run(blog, site, system="hugo") == 0
    notes = [line for line in capsys.readouterr().err.splitlines() if "no title" in line]
    assert notes == [
        "content/posts/a.md:1: no title and no heading: the name of its file stands in"
    ]


def test_files_with_the_same_ascii_name_stay_two_files(blog: Path, site: Site) -> None:
    (blog / "a b.png").write_bytes(b"one")
    (blog / "A-b.png").write_bytes(b"two")
    images = "![a](<a b.png>) ![b](/A-b.png) ![c](/a%20b.png)"
    (blog / "_posts" / "2020-01-02-one.md").write_text(f"{POST}\n{images}\n")
    (blog / "_config.yml").write_text("permalink: /:title.html\n")
    assert run(blog, site) == 0
    text = (site.srcdir / "post" / "one.md").read_text()
    assert text.endswith("![a](/extra/a-b.png) ![b](/extra/A-b-2.png) ![c](/extra/a-b.png)\n")
    assert (site.srcdir / "extra" / "a-b.png").read_bytes() == b"one"
    assert (site.srcdir / "extra" / "A-b-2.png").read_bytes() == b"two"
    assert site.build().warnings == ""


def test_second_import_changes_nothing(
    blog: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(blog, site) == 0
    path = site.srcdir / "post" / "one.md"
    path.write_text("edited")
    capsys.readouterr()
    assert run(blog, site) == 0
    assert capsys.readouterr().out == ""
    assert path.read_text() == "edited"
