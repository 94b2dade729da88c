"""Hugo sites in several languages and of several sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.importers import read_blog
from sphinx_transcript.importers.options import ReaderOptions
from sphinx_transcript.importers.report import Report

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_transcript.importers.source_blog import SourcePost

POST = "---\ntitle: T\ndate: 2020-01-02\n---\n\nText.\n"
LANGUAGES = """\
baseURL = "https://example.org/"
defaultContentLanguage = "en"
{}
[languages.en]
{}
[languages.fr]
{}
"""


def read(
    folder: Path, configuration: str, files: dict[str, str], *sections: str
) -> tuple[dict[str, SourcePost], list[str]]:
    """Return the posts by their paths below content/, and the notes."""
    (folder / "hugo.toml").write_text(configuration, "utf-8")
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    report = Report()
    blog = read_blog("hugo", folder, report, ReaderOptions(sections=sections))
    posts = {post.path.relative_to("content").as_posix(): post for post in blog.posts}
    return posts, [str(note) for note in report.notes]


@pytest.mark.parametrize(
    ("setting", "prefix"),
    [("", ""), ("defaultContentLanguageInSubdir = true", "/en")],
)
def test_language_by_the_name_of_the_file(tmp_path: Path, setting: str, prefix: str) -> None:
    files = {"posts/a.md": POST, "posts/a.fr.md": POST, "posts/v1.2.md": POST}
    posts, notes = read(tmp_path, LANGUAGES.format(setting, "", ""), files)
    assert {name: (post.url, post.fields["language"]) for name, post in posts.items()} == {
        "posts/a.md": (f"{prefix}/posts/a/", "en"),
        "posts/a.fr.md": ("/fr/posts/a/", "fr"),
        "posts/v1.2.md": (f"{prefix}/posts/v1.2/", "en"),
    }
    assert posts["posts/a.fr.md"].slug == "fr/a"
    assert posts["posts/a.fr.md"].fields["id"] == "https://example.org/fr/posts/a/"
    assert notes == []


def test_language_by_its_folder_with_its_own_permalinks(tmp_path: Path) -> None:
    configuration = LANGUAGES.format(
        "defaultContentLanguageInSubdir = true",
        'contentDir = "content/en"\n[languages.en.permalinks.page]\nposts = "/:slug/"',
        'contentDir = "content/fr"\n[languages.fr.permalinks]\nposts = "/:year/:slug/"',
    )
    files = {"en/posts/a.md": POST, "fr/posts/a.md": POST, "fr/posts/b/index.md": POST}
    posts, _ = read(tmp_path, configuration, files)
    assert {name: (post.url, post.slug) for name, post in posts.items()} == {
        "en/posts/a.md": ("/en/t/", "t"),
        "fr/posts/a.md": ("/fr/2020/t/", "fr/t"),
        "fr/posts/b/index.md": ("/fr/2020/t/", "fr/t"),
    }


def test_language_with_an_address_of_its_own_has_no_old_addresses_here(tmp_path: Path) -> None:
    configuration = LANGUAGES.format("", "", 'baseURL = "https://fr.example.org/"')
    posts, notes = read(tmp_path, configuration, {"posts/a.md": POST, "posts/b.fr.md": POST})
    assert posts["posts/a.md"].url == "/posts/a/"
    assert posts["posts/b.fr.md"].url == ""
    assert posts["posts/b.fr.md"].fields["id"] == "https://fr.example.org/posts/b/"
    assert notes == [
        "content/posts/b.fr.md:1: the language 'fr' had an address of its own, "
        "https://fr.example.org/: none is kept"
    ]


def test_mounted_folders_of_languages(tmp_path: Path) -> None:
    configuration = LANGUAGES.format("", "", "") + (
        '[[module.mounts]]\nsource = "content/english"\ntarget = "content"\nlang = "en"\n'
        '[[module.mounts]]\nsource = "content/french"\ntarget = "content"\nlang = "fr"\n'
    )
    posts, _ = read(tmp_path, configuration, {"english/p/a.md": POST, "french/p/a.md": POST})
    assert {name: post.url for name, post in posts.items()} == {
        "english/p/a.md": "/p/a/",
        "french/p/a.md": "/fr/p/a/",
    }


def test_file_of_settings_for_each_language(tmp_path: Path) -> None:
    folder = tmp_path / "config" / "_default"
    folder.mkdir(parents=True)
    (folder / "languages.en.toml").write_text("weight = 1\n")
    (folder / "languages.fr.toml").write_text("weight = 2\n")
    posts, _ = read(tmp_path, "", {"posts/a.md": POST, "posts/a.fr.md": POST})
    assert posts["posts/a.fr.md"].url == "/fr/posts/a/"


@pytest.mark.parametrize(
    ("url", "expected"), [("/x/y/", "/x/y/"), ("x/y/", "/fr/x/y/"), ("x.html", "/fr/x.html")]
)
def test_url_of_front_matter_begins_at_the_site_or_at_the_language(
    tmp_path: Path, url: str, expected: str
) -> None:
    post = POST.replace("title: T", f"title: T\nurl: {url}")
    posts, _ = read(tmp_path, LANGUAGES.format("", "", ""), {"posts/a.fr.md": post})
    assert posts["posts/a.fr.md"].url == expected


def test_reference_leads_to_the_post_in_the_same_language(tmp_path: Path) -> None:
    body = POST + '[x]({{< ref "b.md" >}}) [y]({{< relref "/posts/b" >}})\n'
    files = {"posts/a.fr.md": body, "posts/a.md": body, "posts/b.md": POST, "posts/b.fr.md": POST}
    posts, _ = read(tmp_path, LANGUAGES.format("", "", ""), files)
    for name, target in (("posts/a.fr.md", "b.fr.md"), ("posts/a.md", "b.md")):
        assert posts[name].body.count(f"](blog-file:content/posts/{target})") == 2


def test_folders_of_a_section_keep_their_names(tmp_path: Path) -> None:
    files = {f"posts/aoc-{year}/{day}.md": POST for year in (2020, 2021) for day in ("04", "05")}
    posts, _ = read(tmp_path, "", files)
    assert sorted(post.slug for post in posts.values()) == [
        "aoc-2020/04",
        "aoc-2020/05",
        "aoc-2021/04",
        "aoc-2021/05",
    ]


SECTIONS = {
    "posts/a.md": POST,
    "posts/deep/b.md": POST,
    "posts/f.md": POST,
    "notes/c.md": POST,
    "docs/d.md": POST,
    "docs/e.md": POST,
}


@pytest.mark.parametrize(
    ("chosen", "slugs"),
    [
        ((), {"a", "f", "deep/b"}),
        (("notes",), {"c"}),
        (("posts/deep", "Notes"), {"posts/deep/b", "notes/c"}),
    ],
)
def test_sections_are_chosen_by_an_option(
    tmp_path: Path, chosen: tuple[str, ...], slugs: set[str]
) -> None:
    posts, notes = read(tmp_path, "", SECTIONS, *chosen)
    assert {post.slug for post in posts.values()} == slugs
    if not chosen:
        assert notes == [
            "content/docs/d.md:1: 2 pages in the section 'docs', which is none of posts: "
            "not converted (--sections posts,docs converts it too)",
            "content/notes/c.md:1: 1 page in the section 'notes', which is none of posts: "
            "not converted (--sections posts,notes converts it too)",
        ]


def test_site_without_sections_has_its_posts_at_the_top(tmp_path: Path) -> None:
    posts, notes = read(tmp_path, "", {"a.md": POST, "_index.md": POST, "b/index.md": POST})
    assert {name: post.url for name, post in posts.items()} == {
        "a.md": "/a/",
        "b/index.md": "/b/",
    }
    assert notes == []
