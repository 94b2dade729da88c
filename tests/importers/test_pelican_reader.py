"""Pelican sites: metadata in paths, notebooks, pages in HTML, and files that posts include."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_transcript.importers import read_blog
from sphinx_transcript.importers.convert import convert
from sphinx_transcript.importers.new_files import write_files
from sphinx_transcript.importers.options import NO_OPTIONS
from sphinx_transcript.importers.report import Report
from tests.helpers.tools import program

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sphinx_transcript.importers.source_blog import SourceBlog

POST = "Title: T\nDate: 2020-01-02\n\nText.\n"
PICTURE = b"\x89PNG not really"
NOTEBOOK: dict[str, Any] = {
    "metadata": {"language_info": {"name": "python"}},
    "nbformat": 4,
    "cells": [
        {"cell_type": "markdown", "source": ["- title: Nights\n", "- date: 2020-01-02"]},
        {
            "cell_type": "markdown",
            "source": "Some *text*. ![p](attachment:p.png)",
            "attachments": {"p.png": {"image/png": base64.b64encode(PICTURE).decode()}},
        },
        {
            "cell_type": "code",
            "source": ["a = '''\n", "```\n", "'''\n", "plot(a)"],
            "outputs": [
                {"output_type": "stream", "text": ["50 %\r100 %\n", "\x1b[31mred\x1b[0m\n"]},
                {
                    "data": {
                        "image/png": base64.b64encode(PICTURE).decode(),
                        "text/plain": "<Figure>",
                    }
                },
                {"data": {"text/html": "<script>x()</script>"}},
            ],
        },
        {"cell_type": "code", "source": "!ls", "outputs": []},
    ],
}


def read(
    folder: Path, settings: str, files: Mapping[str, str | dict[str, Any]]
) -> tuple[SourceBlog, Report]:
    (folder / "pelicanconf.py").write_text(f'SITEURL = "https://example.org"\n{settings}')
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text if isinstance(text, str) else json.dumps(text))
    report = Report()
    return read_blog("pelican", folder, report, NO_OPTIONS), report


def notes(report: Report) -> list[str]:
    return [str(note) for note in report.notes]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (
            "PATH_METADATA = r'(?P<path_no_ext>.*)\\..*'\n"
            "ARTICLE_URL = ARTICLE_SAVE_AS = '{path_no_ext}.html'\n",
            "/deep/2020-01-02-x.html",
        ),
        (
            "FILENAME_METADATA = r'(?P<date>\\d{4}-\\d{2}-\\d{2})-(?P<slug>.*)'\n"
            "ARTICLE_URL = '{date.year}/{slug}/'\n",
            "/2020/x/",
        ),
        ("ARTICLE_URL = 'posts/{slug}/'\n", "/posts/t/"),
        ("ARTICLE_URL = '{mood}/{slug}/'\n", "/good/t/"),
    ],
)
def test_address_of_metadata_in_the_path(tmp_path: Path, settings: str, expected: str) -> None:
    text = "Title: T\nMood: good\n\nText.\n"
    blog, report = read(tmp_path, settings, {"deep/2020-01-02-x.md": text})
    assert [post.url for post in blog.posts] == [expected]
    assert blog.posts[0].fields["date"] == "2020-01-02"
    assert notes(report) == ["content/deep/2020-01-02-x.md:2: kept: 'Mood' has no meaning here"]


def test_broken_pattern_is_named(tmp_path: Path) -> None:
    _, report = read(tmp_path, "PATH_METADATA = '('\n", {"x.md": POST})
    assert notes(report)[0].startswith("pelicanconf.py:1: PATH_METADATA: not a regular expression")


def test_notebook_is_a_post_with_its_pictures(tmp_path: Path) -> None:
    blog, report = read(tmp_path, "", {"nights.ipynb": NOTEBOOK})
    files = convert(blog, "post", report)
    _, text = files.texts["post/nights.md"]
    assert "title: Nights\ndate: 2020-01-02\n" in text
    assert "\nSome *text*. ![p](nights/nights-1.png)\n" in text
    assert "\n````python\na = '''\n```\n'''\nplot(a)\n````\n" in text
    assert "\n```text\n50 %\n100 %\nred\n```\n" in text
    assert "\n![](nights/nights-2.png)\n" in text
    assert "\n```text\n!ls\n```\n" in text
    assert "script" not in text
    assert notes(report) == [
        "content/nights.ipynb:1: outputs of a notebook that need a script are left out: 1"
    ]
    site = tmp_path / "site"
    (site / "post").mkdir(parents=True)
    write_files(files, tmp_path, site, report, dry=False)
    assert (site / "post" / "nights" / "nights-2.png").read_bytes() == PICTURE


def test_notebook_has_its_metadata_in_a_file_beside_it(tmp_path: Path) -> None:
    notebook = NOTEBOOK | {"cells": NOTEBOOK["cells"][1:]}
    meta = "Title: Beside\nDate: 2020-01-03\n"
    files: dict[str, Any] = {
        "a.ipynb": notebook,
        "a.nbdata": meta,
        "b.ipynb": notebook,
        "images/c.ipynb": notebook,
    }
    blog, report = read(tmp_path, "", files)
    assert [post.fields["title"] for post in blog.posts] == ["Beside"]
    assert "content/b.ipynb:1: without a date in its metadata, this is no post" in notes(report)


@pytest.mark.parametrize(
    "notebook",
    [
        {"cells": [{"cell_type": "heading", "level": "x", "source": None}, 1, {}]},
        {
            "cells": [
                {"cell_type": "code", "source": "1", "outputs": [1, {"data": 1, "text": None}]}
            ]
        },
        {"cells": [{"source": "x", "attachments": {"a": 1, "b": {"image/png": "%"}}}]},
        {"metadata": [1], "cells": [{"cell_type": "code", "source": "1", "outputs": 1}]},
        {"metadata": {"kernelspec": 1, "pelican": 1}, "cells": [{"source": ["a", 1]}]},
    ],
)
def test_odd_notebook_is_read(tmp_path: Path, notebook: dict[str, Any]) -> None:
    blog, _ = read(tmp_path, "", {"a.ipynb": notebook, "a.nbdata": "Title: A\nDate: 2020-01-03\n"})
    assert [post.fields["title"] for post in blog.posts] == ["A"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"cells": 1}', "[" * 100_000, "x"])
def test_what_is_no_notebook_is_named(tmp_path: Path, text: str) -> None:
    blog, report = read(tmp_path, "", {"a.ipynb": text})
    assert blog.posts == []
    assert "notebook" in notes(report)[0]


def test_notebook_of_format_3(tmp_path: Path) -> None:
    cells = [
        {"cell_type": "heading", "level": 2, "source": "Part"},
        {
            "cell_type": "code",
            "input": "print(1)",
            "language": "python",
            "outputs": [{"text": "1"}],
        },
    ]
    notebook = {"metadata": {}, "nbformat": 3, "worksheets": [{"cells": cells}]}
    text = POST + "\n{% notebook old.ipynb %}\n"
    blog, report = read(tmp_path, "", {"x.md": text, "notebooks/old.ipynb": notebook})
    assert blog.posts[0].body.endswith(
        "\n## Part\n\n```python\nprint(1)\n```\n\n```text\n1\n```\n\n"
    )
    assert notes(report) == []


def test_included_files_take_the_place_of_their_tags(tmp_path: Path) -> None:
    text = (
        POST + "\n{% notebook n.ipynb cells[3:4] %}\n\n{% include_code a.py lines:2-3 %}\n"
        "\n    {% notebook n.ipynb %}\n\n{% notebook ../../../x.ipynb %}\n"
    )
    settings = "NOTEBOOK_DIR = 'nb'\nCODE_DIR = 'src'\n"
    files: dict[str, Any] = {"x.md": text, "nb/n.ipynb": NOTEBOOK, "src/a.py": "1\n2\n3\n4\n"}
    (tmp_path.parent / "x.ipynb").write_text(json.dumps(NOTEBOOK))
    blog, report = read(tmp_path, settings, files)
    body = blog.posts[0].body
    assert "\n\n```text\n!ls\n```\n" in body
    assert "\n\n```py\n2\n3\n```\n" in body
    assert "\n    {% notebook n.ipynb %}\n" in body
    assert any("the file is outside of the blog; not included" in note for note in notes(report))


def test_page_in_html_is_a_post_if_it_has_a_date(tmp_path: Path) -> None:
    program("pandoc")
    page = (
        "<html><head><title>A &amp; B</title><meta name='date' content='2020-01-02'>"
        "<meta name='tags' content='x, y'></head><body><p>Some <b>text</b>.</p></body></html>"
    )
    files = {"a.html": page, "verification.html": "google-site-verification"}
    blog, report = read(tmp_path, "", files)
    (post,) = blog.posts
    assert (post.fields["title"], post.fields["tags"]) == ("A & B", ["x", "y"])
    assert post.body == "Some **text**.\n"
    assert notes(report) == [
        "content/verification.html:1: without a date in its metadata, this is no post"
    ]
