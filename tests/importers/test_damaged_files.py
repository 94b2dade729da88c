"""Files that are damaged or made by hand: each is read or reported, and no post is lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.importers.new_files import ascii_name
from sphinx_transcript.post.front_matter import read_front_matter
from tests.helpers.imported_texts import imported_texts

if TYPE_CHECKING:
    from pathlib import Path

EXPORT = """<?xml version="1.0" encoding="{encoding}"?>
<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<wp:base_blog_url>https://old.example</wp:base_blog_url>{items}</channel></rss>"""


def item(title: str, **values: str) -> str:
    given = {"post_type": "post", "status": "publish", "post_date": "2020-01-02 10:00:00", **values}
    link = given.pop("link", "")
    elements = "".join(f"<wp:{name}>{value}</wp:{name}>" for name, value in given.items())
    return f"<item><title><![CDATA[{title}]]></title><link>{link}</link>{elements}</item>"


def export(*items: str, encoding: str = "UTF-8") -> dict[str, str]:
    return {"blog.xml": EXPORT.format(encoding=encoding, items="".join(items))}


@pytest.mark.parametrize("depth", [400, 700, 5000])
@pytest.mark.parametrize(
    "text",
    ["---\nk: {}\n---\n", "+++\nk = {}\n+++\n", '{{"k": {}}}\n'],
    ids=["yaml", "toml", "json"],
)
def test_deep_front_matter_is_reported(tmp_path: Path, text: str, depth: int) -> None:
    post = text.format("[" * depth + "]" * depth)
    texts, notes = imported_texts(tmp_path, "hugo", {"hugo.toml": "", "content/posts/a.md": post})
    assert texts == {}
    assert any("a.md:" in note and ("nested too" in note or "nesting" in note) for note in notes)


@pytest.mark.parametrize("number", ["1" * 5000, "0x" + "f" * 5000])
def test_numbers_that_are_too_long_are_reported(tmp_path: Path, number: str) -> None:
    files = {"hugo.toml": "", "content/posts/a.md": f"+++\nk = {number}\n+++\n"}
    texts, notes = imported_texts(tmp_path, "hugo", files)
    assert texts == {}
    assert any("a.md:2: not TOML: " in note for note in notes)


def test_a_long_number_in_json_is_reported(tmp_path: Path) -> None:
    files = {"hugo.toml": "", "content/posts/a.md": f'{{"k": {"1" * 5000}}}\n'}
    _, notes = imported_texts(tmp_path, "hugo", files)
    assert any("a.md:1: not JSON: " in note for note in notes)


def test_lone_surrogates_in_keys(tmp_path: Path) -> None:
    post = '{"title": "A", "a\\ud800": 1, "b": {"\\udc00": 2}}\n\nText.\n'
    texts, _ = imported_texts(tmp_path, "hugo", {"hugo.toml": "", "content/posts/a.md": post})
    values = read_front_matter(texts["post/a.md"], "markdown")
    assert values["title"].value == "A"
    assert "a?" in values


def notebook(*cells: object, **metadata: object) -> str:
    head = {"cell_type": "raw", "source": "---\ntitle: A\ndate: 2020-01-02\n---\n"}
    return json.dumps({"cells": [head, *cells], "metadata": metadata, "nbformat": 4})


@pytest.mark.parametrize(
    ("level", "heading"), [(2, "## x"), (2.0, "# x"), ("2", "# x"), ([], "# x")]
)
def test_levels_of_headings_in_notebooks(tmp_path: Path, level: object, heading: str) -> None:
    text = notebook({"cell_type": "heading", "level": level, "source": "x"})
    texts, _ = imported_texts(tmp_path, "quarto", {"_quarto.yml": "", "posts/a.ipynb": text})
    assert f"\n{heading}\n" in texts["post/a.md"]


@pytest.mark.parametrize(
    ("name", "opening"),
    [("r", "```r"), ("py\n```\n# injected", "```py"), (None, "```python"), (3, "```python")],
)
def test_names_of_languages_in_notebooks(tmp_path: Path, name: object, opening: str) -> None:
    text = notebook({"cell_type": "code", "source": "x = 1"}, language_info={"name": name})
    texts, _ = imported_texts(tmp_path, "quarto", {"_quarto.yml": "", "posts/a.ipynb": text})
    body = texts["post/a.md"].partition("\n---\n")[2].strip().split("\n")
    assert body[0].startswith(opening) or body[0] == "```text"
    assert body[1:] == ["x = 1", "```"]


@pytest.mark.parametrize("key", ["worksheets", "cells"])
def test_notebooks_of_pelican_with_odd_cells(tmp_path: Path, key: str) -> None:
    cells = [
        {"cell_type": "markdown", "source": "- title: A\n- date: 2020-01-02\n"},
        {"cell_type": "markdown", "source": "Text."},
    ]
    content = [{}, {"cells": cells}] if key == "worksheets" else [1, *cells]
    files = {"pelicanconf.py": "", "content/a.ipynb": json.dumps({key: content})}
    texts, _ = imported_texts(tmp_path, "pelican", files)
    assert texts["post/a.md"].endswith("---\n\nText.\n")


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("{% include_code a\0b.py %}", "{% include_code"),
        ("{% include_code a.py lines:0-2 %}", "```py\none\ntwo\n```"),
        ("{% include_code a.py lines:1-" + "9" * 5000 + " %}", "```py\none\ntwo\nthree\n```"),
        ("{% notebook n.ipynb cells[-] %}", "One.\n\nTwo."),
        ("{% notebook n.ipynb cells[" + "9" * 5000 + "] %}", "One.\n\nTwo."),
    ],
)
def test_odd_arguments_of_inclusions(tmp_path: Path, tag: str, expected: str) -> None:
    cells = [{"cell_type": "markdown", "source": each} for each in ("One.", "Two.")]
    files = {
        "pelicanconf.py": "",
        "content/a.md": f"Title: A\nDate: 2020-01-02\n\n{tag}\n",
        "content/code/a.py": "one\ntwo\nthree\n",
        "content/notebooks/n.ipynb": json.dumps({"cells": cells}),
    }
    texts, _ = imported_texts(tmp_path, "pelican", files)
    assert expected in texts["post/a.md"]


@pytest.mark.parametrize(
    ("local", "utc", "date"),
    [
        ("2020-01-02T10:00:00+02:00", "2020-01-02 08:00:00", "2020-01-02T10:00:00+02:00"),
        ("2020-01-02 10:00:00", "2020-01-02T08:00:00+00:00", "2020-01-02T10:00:00+02:00"),
    ],
)
def test_dates_of_wordpress_with_a_zone(tmp_path: Path, local: str, utc: str, date: str) -> None:
    one = item("A", post_name="a", post_date=local, post_date_gmt=utc)
    texts, _ = imported_texts(tmp_path, "wordpress", export(one))
    assert f"date: {date}\n" in texts["post/a.md"]


def test_posts_of_wordpress_without_numbers(tmp_path: Path) -> None:
    texts, _ = imported_texts(tmp_path, "wordpress", export(*map(item, "ABC")))
    assert sorted(text.split("\n")[1] for text in texts.values()) == [
        "title: A",
        "title: B",
        "title: C",
    ]


def test_a_wrong_encoding_in_the_declaration(tmp_path: Path) -> None:
    files = export(item("Café", post_name="a"), encoding="ISO-8859-1")
    texts, _ = imported_texts(tmp_path, "wordpress", files)
    assert "title: Café\n" in texts["post/a.md"]


def test_two_front_pages(tmp_path: Path) -> None:
    pages = [
        item(title, post_type="page", post_name=title.lower(), link="https://old.example/")
        for title in ("One", "Two")
    ]
    texts, notes = imported_texts(tmp_path, "wordpress", export(*pages))
    assert "# One\n" in texts["index.md"]
    assert "# Two\n" in texts["two/index.md"]
    assert any("two.md:1: another page" in note for note in notes)


def test_titles_of_pages_are_no_markup(tmp_path: Path) -> None:
    page = item("1 * 2 * 3 [x](y) `z`", post_type="page", post_name="p")
    texts, _ = imported_texts(tmp_path, "wordpress", export(page))
    assert "\n# 1 \\* 2 \\* 3 \\[x\\]\\(y) \\`z\\`\n" in texts["p/index.md"]


def test_colons_of_wordpress_open_no_box(tmp_path: Path) -> None:
    body = "<content:encoded><![CDATA[<p>:::{note}</p>]]></content:encoded></item>"
    one = item("A", post_name="a").replace("</item>", body)
    texts, _ = imported_texts(tmp_path, "wordpress", export(one))
    assert texts["post/a.md"].endswith("\n\\:::{note}\n")


def test_blank_lines_in_code_of_wordpress(tmp_path: Path) -> None:
    code = "def a():\n    pass  \n\n\n\ndef b():"
    text = f"<ul><li><pre>x</pre></li></ul><p>One.</p>\n\n\n\n<pre>{code}</pre>"
    body = f"<content:encoded><![CDATA[{text}]]></content:encoded>"
    one = item("A", post_name="a").replace("</item>", f"{body}</item>")
    texts, _ = imported_texts(tmp_path, "wordpress", export(one))
    assert texts["post/a.md"].endswith(f"  x\n  ```\n\nOne.\n\n```\n{code}\n```\n")


def test_links_of_a_post_with_a_number_sign_in_its_address(tmp_path: Path) -> None:
    post = "---\ntitle: 'C #1'\ndate: 2020-01-02\n---\n\n[b](../b/) ![](c%231.png)\n"
    files = {
        "hugo.toml": 'baseURL = "https://old.example/"\n[permalinks]\nposts = "/:year/:title/"\n',
        "content/posts/a/index.md": post,
        "content/posts/b.md": post.replace("C #1", "B"),
        "content/posts/a/c#1.png": "x",
    }
    texts, _ = imported_texts(tmp_path, "hugo", files)
    assert "[b](../b.md) ![](c-1.png)" in "\n".join(texts.values())


def test_blanks_in_addresses_that_jekyll_makes(tmp_path: Path) -> None:
    files = {
        "_config.yml": "baseurl: /blog\n",
        "_posts/2020-01-02-a.md": '---\n---\n\n![i]({{ "/a b.png" | relative_url }})\n',
        "a b.png": "x",
    }
    texts, _ = imported_texts(tmp_path, "jekyll", files)
    assert "![i](/extra/a-b.png)" in texts["post/a.md"]


@pytest.mark.parametrize(
    ("name", "new"),
    [("図.png", "file.png"), ("図2.png", "2.png"), ("図", "file"), ("-.png", "file.png")],
)
def test_names_without_ascii_keep_their_suffix(name: str, new: str) -> None:
    assert ascii_name(name) == new
