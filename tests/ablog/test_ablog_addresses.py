"""The addresses of ABlog's pages, compared with those of a build with ABlog."""

from __future__ import annotations

import re
import subprocess
import sys
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from tests.helpers.build_output import build_warnings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Build, Site

CONF = """\
project = "a site"
author = "Ada"
extensions = [{extensions}]
html_theme = "{theme}"
html_baseurl = blog_baseurl = "https://example.org/"
blog_post_pattern = "posts/*"
blog_path = "news/blog"
blog_feed_archives = True
blog_authors = {{"ada": ("Ada Márquez", None)}}
"""
OURS = 'transcript_ablog = True\ntranscript_ablog_addresses = "news/blog"\n'
TAGS = ["0.2", "Café  au Lait", "C++", "R&D", ".NET", "--x--", "日本語", "plain", "a/b", "naïve"]
WITHOUT_LIKE = re.compile(r"news/blog/(drafts|location)|/\d{4}/atom\.xml$")
"""Pages of ABlog that have no counterpart."""


@pytest.fixture(autouse=True)
def _blog(site: Site) -> None:
    for number, tag in enumerate(TAGS, start=1):
        site.write(
            f"posts/p{number}.md",
            f'---\ndate: "20{number + 10}-01-01"\nauthor: ada\ntags: "{tag}"\n'
            f'category: "{tag}"\n---\n# Post {number}\n\nText.\n',
        )
    site.write("index.md", "# Home\n")
    site.write("conf.py", CONF.format(extensions='"sphinx_transcript"', theme="transcript") + OURS)


def ablog_files(site: Site, builder: str) -> set[str]:
    """Return the pages and feeds of a build with ABlog."""
    ours = (site.srcdir / "conf.py").read_text("utf-8")
    site.write("conf.py", CONF.format(extensions='"myst_parser", "ablog"', theme="alabaster"))
    output = site.folder / "with-ablog"
    command = [sys.executable, "-m", "sphinx", "-q", "-b", builder, str(site.srcdir), str(output)]
    subprocess.run(command, check=True, capture_output=True)
    site.write("conf.py", ours)
    names = (path.relative_to(output).as_posix() for path in output.rglob("*.*ml"))
    return {name for name in names if not name.startswith("_") and "search" not in name}


def end_of(build: Build, name: str) -> str:
    """Return the file at which a reader of *name* ends, after a redirect if it is one."""
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]*)"', build.read(name))
    if not found:
        return name
    folder: Path = (build.outdir / name).parent
    target = (folder / unquote(unescape(found[1]))).resolve()
    target = target / "index.html" if target.is_dir() else target
    return target.relative_to(build.outdir.resolve()).as_posix()


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_addresses_of_ablog_hold(site: Site, builder: str) -> None:
    theirs = ablog_files(site, builder)
    build = site.build(builder)
    assert [line for line in build_warnings(build) if "conf.py" not in line] == []
    wanted = {name for name in theirs if not WITHOUT_LIKE.search(name)}
    assert len(wanted) > 60
    assert wanted - build.files().keys() == set()
    end = "/index.html" if builder == "dirhtml" else ".html"
    assert end_of(build, f"news/blog/tag/02{end}") == "tag/02/index.html"
    assert "Post 1" in build.read("tag/02/index.html")
    for name, target in {
        "tag/cafe-au-lait": "tag/cafe-au-lait/index.html",
        "category/rd": "category/rd/index.html",
        "author/ada-marquez": "author/ada-marquez/index.html",
        "tag": "tag/index.html",
        "archive": "archive/index.html",
        "2011": "archive/2011/index.html",
    }.items():
        assert end_of(build, f"news/blog/{name}{end}") == target
    all_posts = "news/blog/index.html" if builder == "dirhtml" else "news/blog.html"
    assert end_of(build, all_posts) == "news/blog/index.html"
    assert build.read("news/blog/atom.xml") == build.read("feed.xml")
    assert build.read("news/blog/tag/02/atom.xml") == build.read("tag/02/feed.xml")


def test_without_the_value_there_are_no_redirects(site: Site) -> None:
    assert "tag/02/index.html" in site.build().files()
    conf = (site.srcdir / "conf.py").read_text("utf-8")
    site.write("conf.py", conf.partition("transcript_ablog_addresses")[0])
    build = site.build()
    assert "tag/0.2/index.html" in build.files()
    assert [name for name in build.files() if name.startswith(("news/", "tag/02/"))] == [
        "news/blog/index.html"
    ]


def test_documents_and_aliases_come_first(site: Site) -> None:
    site.write("news/blog/tag.md", "---\norphan: true\n---\n# Tags of our own\n")
    page = (site.srcdir / "posts/p1.md").read_text("utf-8")
    site.write("posts/p1.md", page.replace("author:", "redirect: news/blog/2011\nauthor:"))
    build = site.build()
    assert "Tags of our own" in build.read("news/blog/tag.html")
    assert end_of(build, "news/blog/2011.html") == "posts/p1.html"


def files(build: Build) -> dict[str, bytes]:
    """Return the files of *build*, but its manifest."""
    return {name: data for name, data in build.files().items() if name != ".transcript.json"}


def test_folders_are_right_at_each_rebuild(site: Site) -> None:
    site.write("about.md", "---\norphan: true\n---\n# About\n\n{tag}`C++`\n\n{ref}`tag-c`\n")
    assert 'href="tag/c/index.html"' in site.build().read("about.html")
    # The new tag has the folder that the other one had.
    site.write("posts/new.md", '---\ndate: "2022-01-01"\ntags: C\n---\n# New\n\nText.\n')
    build = site.build()
    assert "New" in build.read("tag/c/index.html")
    assert files(build) == files(site.clean_build())
    (site.srcdir / "posts/new.md").unlink()
    assert files(site.build()) == files(site.clean_build())


@pytest.mark.parametrize("value", ["'../up'", "'/blog'", "'blog/'", "'a//b'", "1", "'a b'", "'.a'"])
def test_wrong_value_is_reported(site: Site, value: str) -> None:
    conf = (site.srcdir / "conf.py").read_text("utf-8").partition("transcript_ablog_addresses")[0]
    site.write("conf.py", f"{conf}transcript_ablog_addresses = {value}\n")
    found = [line for line in build_warnings(site.build()) if "transcript.config" in line]
    assert len(found) == 1
    assert "a folder in the output such as 'blog'" in found[0]
