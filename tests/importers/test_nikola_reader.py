"""Nikola sites: translations, posts that are the index of a folder, and posts in other formats."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinx_transcript.importers import read_blog
from sphinx_transcript.importers.options import NO_OPTIONS
from sphinx_transcript.importers.report import Report

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_transcript.importers.source_blog import SourcePost

CONFIGURATION = """\
DEFAULT_LANG = "en"
SITE_URL = "https://example.org/"
TRANSLATIONS = {DEFAULT_LANG: "", "es": "./es"}
POSTS = (("posts/*.md", "posts", "post.tmpl"), ("posts/*.html", "posts", "post.tmpl"))
TIMEZONE = "Europe/Oslo"
"""
POST = ".. title: T\n.. date: 2020-01-02 10:30 UTC+1\n\nText.\n"


def read(folder: Path, files: dict[str, str]) -> tuple[dict[str, SourcePost], list[str]]:
    """Return the posts by their paths below posts/, and the notes."""
    (folder / "conf.py").write_text(CONFIGURATION)
    for name, text in files.items():
        path = folder / "posts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    report = Report()
    blog = read_blog("nikola", folder, report, NO_OPTIONS)
    posts = {post.path.relative_to("posts").as_posix(): post for post in blog.posts}
    return posts, [str(note) for note in report.notes]


def test_translation_with_languages_named_by_settings(tmp_path: Path) -> None:
    posts, notes = read(tmp_path, {"a.md": POST, "a.es.md": POST, "a.b.md": POST})
    assert {
        name: (post.url, post.slug, post.fields["language"]) for name, post in posts.items()
    } == {
        "a.md": ("/posts/a/", "a", ""),
        "a.es.md": ("/es/posts/a/", "es/a", "es"),
        "a.b.md": ("/posts/ab/", "ab", ""),
    }
    assert notes == []


def test_translation_with_its_language_last_is_named(tmp_path: Path) -> None:
    posts, notes = read(tmp_path, {"a.md": POST, "a.md.es": POST})
    assert list(posts) == ["a.md"]
    assert notes == [
        "posts/a.md.es:1: a translation is not converted unless it is called 'a.es.md'"
    ]


def test_notebook_is_a_post(tmp_path: Path) -> None:
    notebook = {
        "metadata": {"nikola": {"title": "Nights", "slug": "n", "date": "2020-01-02"}},
        "cells": [{"cell_type": "markdown", "source": "Text."}],
    }
    configuration = CONFIGURATION + 'POSTS = POSTS + (("posts/*.ipynb", "posts", "post.tmpl"),)\n'
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "a.ipynb").write_text(json.dumps(notebook))
    (tmp_path / "conf.py").write_text(configuration)
    blog = read_blog("nikola", tmp_path, Report(), NO_OPTIONS)
    (post,) = blog.posts
    assert (post.fields["title"], post.url, post.body) == ("Nights", "/posts/n/", "Text.\n")


def test_index_of_a_folder_has_its_name_and_address(tmp_path: Path) -> None:
    posts, notes = read(tmp_path, {"2020/01/night/index.md": POST, "2020/01/day/index.md": POST})
    assert [(post.url, post.slug, post.is_bundle) for post in posts.values()] == [
        ("/posts/2020/01/day/", "day", True),
        ("/posts/2020/01/night/", "night", True),
    ]
    assert notes == []
