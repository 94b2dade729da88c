"""The URLs of posts as the Hugo reader reads them from a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.importers import read_blog
from sphinx_transcript.importers.report import Report

if TYPE_CHECKING:
    from pathlib import Path


def urls(folder: Path, configuration: str, files: dict[str, str]) -> dict[str, str]:
    """Return the URL of each post, by its path below content/posts/."""
    (folder / "hugo.toml").write_text(configuration, "utf-8")
    posts = folder / "content" / "posts"
    for name, front_matter in files.items():
        path = posts / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{front_matter}\n---\n\nText.\n", "utf-8")
    blog = read_blog("hugo", folder, Report())
    return {post.path.relative_to("content/posts").as_posix(): post.url for post in blog.posts}


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2020-1-2 10:30+02:00", "/2020/01/02/x/"),
        ("2020-1-2", "/2020/01/02/x/"),
        ("2020-01-02T23:30:00-05:00", "/2020/01/02/x/"),
        ("Jan 2, 2020", "/2020/01/02/x/"),
    ],
)
def test_permalink_has_the_day_of_the_date(tmp_path: Path, date: str, expected: str) -> None:
    configuration = '[permalinks]\nposts = "/:year/:month/:day/:contentbasename/"\n'
    assert urls(tmp_path, configuration, {"x.md": f"date: {date}"}) == {"x.md": expected}


@pytest.mark.parametrize(
    ("setting", "suffix"), [("true", ".html"), ("{ posts = true }", ".html"), ("false", "/")]
)
def test_readme_is_a_page_of_its_section(tmp_path: Path, setting: str, suffix: str) -> None:
    files = {"README.md": "title: Read me", "x.md": "title: X"}
    assert urls(tmp_path, f"uglyURLs = {setting}\n", files) == {
        "README.md": f"/posts/readme{suffix}",
        "x.md": f"/posts/x{suffix}",
    }


def test_translation_in_a_page_bundle(tmp_path: Path) -> None:
    configuration = "[languages.en]\n[languages.de]\n"
    files = {"night/index.md": "title: Night", "night/index.de.md": "title: Nacht"}
    assert urls(tmp_path, configuration, files) == {
        "night/index.md": "/posts/night/",
        "night/index.de.md": "/de/posts/night/",
    }
