"""Blogs that would hold up an import, read other files, or print what a terminal acts on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.cli.main import main
from sphinx_transcript.importers import read_blog
from sphinx_transcript.importers.convert import convert
from sphinx_transcript.importers.report import Report

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_transcript.importers.new_files import NewFiles
    from tests.conftest import Site

POST = "---\ntitle: One\ndate: 2020-01-02\n---\n\nText.\n"
BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
MERGES = "a: &a {x: 1}\n" + "".join(
    f"{name}: &{name} {{<<: [{', '.join([f'*{before}'] * 10)}]}}\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def read(folder: Path, system: str = "jekyll") -> tuple[NewFiles, list[str]]:
    report = Report()
    files = convert(read_blog(system, folder, report), "post", report)
    return files, [str(note) for note in report.notes]


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    folder = tmp_path / "blog"
    (folder / "_posts").mkdir(parents=True)
    (folder / "_config.yml").write_text("title: x\n")
    (folder / "_posts" / "2020-01-02-one.md").write_text(POST)
    (tmp_path / "secret.md").write_text(POST.replace("Text", "SECRET"))
    (tmp_path / "secret.png").write_bytes(b"secret")
    return folder


@pytest.mark.parametrize(
    ("yaml", "message"),
    [
        ("a: &a [*a]", "2: not YAML that can be read: an alias contains itself"),
        ("a: &a {b: [x, {c: *a}]}", "2: not YAML that can be read: an alias contains itself"),
        ("a: &a {<<: *a}", "2: not YAML that can be read: an alias contains itself"),
        (BOMB, "6: not YAML that can be read: its aliases stand for more than 100000 values"),
        (MERGES, "not YAML that can be read: its aliases stand for more than 100000 values"),
    ],
)
def test_aliases_in_front_matter_and_configuration(blog: Path, yaml: str, message: str) -> None:
    (blog / "_posts" / "2020-01-03-two.md").write_text(f"---\n{yaml}\n---\n\nText.\n")
    files, notes = read(blog)
    assert list(files.texts) == ["post/one.md"]
    assert len(notes) == 1
    assert notes[0].startswith("_posts/2020-01-03-two.md:")
    assert f"{message}; not converted" in notes[0]
    (blog / "_config.yml").write_text(f"title: x\n{yaml}\n")
    _, notes = read(blog)
    assert any(note.startswith("_config.yml:") and "not YAML that" in note for note in notes)


def test_shared_aliases_are_read(blog: Path) -> None:
    (blog / "_posts" / "2020-01-02-one.md").write_text(
        POST.replace("date", "tags: &a [x, y]\ncategories: *a\ndate")
    )
    files, _ = read(blog)
    assert "tags: [x, y]\ncategories: [x, y]\n" in files.texts["post/one.md"][1]


@pytest.mark.parametrize(
    ("system", "name", "configuration"),
    [
        ("jekyll", "_posts/2020-01-03-two.md", "_config.yml"),
        ("hugo", "content/posts/two.md", "hugo.toml"),
        ("pelican", "content/two.md", "pelicanconf.py"),
        ("nikola", "posts/two.md", "conf.py"),
        ("mkdocs", "docs/blog/posts/two.md", "mkdocs.yml"),
    ],
)
def test_symbolic_links_out_of_the_blog_are_not_read(
    tmp_path: Path, system: str, name: str, configuration: str
) -> None:
    folder = tmp_path / "blog"
    secret = tmp_path / "secret.md"
    secret.write_text(POST)
    post = folder / name
    post.parent.mkdir(parents=True)
    (folder / configuration).write_text("plugins: [blog]\n" if system == "mkdocs" else "")
    post.symlink_to(secret)
    files, notes = read(folder, system)
    assert not files.texts
    assert f"{name}:1: leads out of the folder of the blog; not read" in notes


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("{}/*.md", "is not in the folder of the blog; not read"),
        ("../*.md", "../secret.md:1: leads out of the folder of the blog; not read"),
        ("posts/../../*.md", "leads out of the folder of the blog; not read"),
    ],
)
def test_patterns_of_posts_that_lead_out_of_the_blog(
    blog: Path, tmp_path: Path, pattern: str, message: str
) -> None:
    (blog / "posts").mkdir()
    setting = (pattern.format(tmp_path), "posts", "post.tmpl")
    (blog / "conf.py").write_text(f"POSTS = ({setting!r},)\n")
    files, notes = read(blog, "nikola")
    assert not any("SECRET" in text for _, text in files.texts.values())
    assert any(message in note for note in notes)


def test_files_out_of_the_blog_are_not_copied(blog: Path) -> None:
    (blog / "link.png").symlink_to("../secret.png")
    images = '![](/link.png) ![](../../secret.png) <img src="/link.png" width="3">\n'
    (blog / "_posts" / "2020-01-02-one.md").write_text(
        f'{POST}{images}\n<video src="/../secret.png"></video>\n'
    )
    files, notes = read(blog)
    assert not files.copies
    assert len([note for note in notes if "not found" in note or "leads to nothing" in note]) == 4


def test_control_characters_in_names_do_not_reach_the_terminal(
    blog: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "2020-01-03-a\x1b]0;x\x07\nb\x9b31m.md"
    (blog / "_posts" / name).write_text("---\ntitle: Two\n---\n![](/gone\x1b.png)\n")
    (blog / "a\x1b.png").write_bytes(b"x")
    (blog / "_posts" / "2020-01-02-one.md").write_text(f"{POST}\n![](</a\x1b.png>)\n")
    assert main(["import", str(blog), "--from", "jekyll", "--to", str(site.srcdir)]) == 0
    printed = capsys.readouterr()
    assert not {"\x1b", "\x07", "\x9b"} & set(printed.out + printed.err)
    # One line for each note, and one for the closing line and the tallies.
    start = "_posts/2020-01-03-a\\x1b]0;x\\x07\\nb\\x9b31m.md:4: image not found"
    assert any(line.startswith(start) for line in printed.err.splitlines())
    assert (site.srcdir / "extra" / "a-.png").is_file()
