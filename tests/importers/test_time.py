"""The time that an import takes: it grows with the text, and not with its square."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.importers import read_blog
from sphinx_transcript.importers.convert import convert
from sphinx_transcript.importers.report import Report
from tests.importers.test_damaged_files import export, item

if TYPE_CHECKING:
    from pathlib import Path

SIZE = 100_000
# On the machine of a contributor all take less than three; quadratic ones took 15 and more.
SECONDS = 12

MARKDOWN = [
    "![a](",
    "](#",
    "[",
    r"\[b\] ",
    r"\<!-- x { ",
    "<!-- more: ",
    " ",
    "a `b ``c ",
    "<div>",
    "<figure>",
    '<a x="',
    '<p><img src="/a.png"></p>\n\n',
    "{% raw %}",
    "{{ x ",
]
RST = ["` ", "`a <b", "``a", ".. _a: ", "`a_ "]
# Each stands once, before blanks.
RST_LINES = ["`", ":doc:`", ".. image:: a"]


def seconds(folder: Path, name: str, body: str, system: str) -> float:
    post = folder / name
    post.parent.mkdir(parents=True)
    post.write_text(f"{'.. ' if name.endswith('rst') else ''}title: x\n\nx\n\n{body}\n\nx\n")
    start = time.process_time()
    blog = read_blog(system, folder, Report())
    assert len(blog.posts) == 1
    convert(blog, "post", Report())
    return time.process_time() - start


@pytest.mark.parametrize("unit", MARKDOWN)
def test_markdown(tmp_path: Path, unit: str) -> None:
    (tmp_path / "_config.yml").write_text("title: x\n")
    (tmp_path / "a.png").write_bytes(b"x")
    body = unit * (SIZE // len(unit))
    assert seconds(tmp_path, "_posts/2020-01-02-x.md", body, "jekyll") < SECONDS


@pytest.mark.parametrize("unit", RST)
def test_restructuredtext(tmp_path: Path, unit: str) -> None:
    (tmp_path / "conf.py").write_text("")
    body = unit * (SIZE // len(unit))
    assert seconds(tmp_path, "posts/x.rst", body, "nikola") < SECONDS


@pytest.mark.parametrize("start", RST_LINES)
def test_blanks_in_restructuredtext(tmp_path: Path, start: str) -> None:
    (tmp_path / "conf.py").write_text("")
    body = f"{start}{' ' * SIZE}b"
    assert seconds(tmp_path, "posts/x.rst", body, "nikola") < SECONDS


@pytest.mark.parametrize("unit", ["[", r"\[", "`", "[@a "])
def test_mystmd(tmp_path: Path, unit: str) -> None:
    (tmp_path / "myst.yml").write_text("")
    body = unit * (SIZE // len(unit))
    post = tmp_path / "a.md"
    post.write_text(f"---\ntitle: x\ndate: 2020-01-02\n---\n\n{body}\n")
    start = time.process_time()
    convert(read_blog("myst", tmp_path, Report()), "post", Report())
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize(
    ("place", "unit"),
    [("title", "<"), ("title", "<p "), ("text", "<p "), ("text", '<sup data-fn="x">')],
)
def test_wordpress(tmp_path: Path, place: str, unit: str) -> None:
    text = unit * (2 * SIZE // len(unit))
    one = item(
        text if place == "title" else "A",
        post_name="a",
        postmeta='<wp:meta_key>footnotes</wp:meta_key><wp:meta_value>[{"id": "x"}]</wp:meta_value>',
    )
    if place == "text":
        body = f"<content:encoded><![CDATA[{text}]]></content:encoded></item>"
        one = one.replace("</item>", body)
    (tmp_path / "blog.xml").write_text(export(one)["blog.xml"])
    start = time.process_time()
    convert(read_blog("wordpress", tmp_path, Report()), "post", Report())
    assert time.process_time() - start < SECONDS


def test_blank_lines_in_notebooks(tmp_path: Path) -> None:
    (tmp_path / "_quarto.yml").write_text("")
    cells = [
        {"cell_type": "raw", "source": "---\ntitle: x\ndate: 2020-01-02\n---\n"},
        {"cell_type": "code", "source": "x" + "\n" * (SIZE // 2) + "y"},
    ]
    (tmp_path / "a.ipynb").write_text(json.dumps({"cells": cells}))
    start = time.process_time()
    convert(read_blog("quarto", tmp_path, Report()), "post", Report())
    assert time.process_time() - start < SECONDS
