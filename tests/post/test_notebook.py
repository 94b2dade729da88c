"""Front matter and text of notebooks."""

from __future__ import annotations

import json

import pytest

from sphinx_transcript.post.front_matter import FrontMatterError
from sphinx_transcript.post.notebook import read_notebook, without_front_matter
from tests.helpers.notebooks import cell, notebook, rst, stdout


def front_matter(text: str) -> dict[str, object]:
    """Return the values of the front matter of the notebook in *text*."""
    return {name: field.value for name, field in read_notebook(text).front_matter().items()}


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (cell("markdown", "---\ndate: 2020-01-02\ntags: [a, b]\n---\n"), {"date", "tags"}),
        (
            cell("markdown", "---\ndate: 2020-01-02\ntags: [a, b]\n---\n\n# Title\n"),
            {"date", "tags"},
        ),
        (cell("raw", "---\ndate: 2020-01-02\ntags: a, b\n---"), {"date", "tags"}),
        (cell("raw", "---\n# a comment\n\ndate: 2020-01-02\n...\n"), {"date"}),
        (cell("raw", "---\n{date: 2020-01-02}\n---\n"), {"date"}),
        (cell("raw", '---\n"date": 2020-01-02\n---\n'), {"date"}),
        (rst(":date: 2020-01-02\n:tags: a,\n   b\n"), {"date", "tags"}),
        (cell("markdown", "---\n\nA rule above a text.\n\n---\n"), set()),
        (cell("markdown", "---\n# Title\n"), set()),
        (cell("markdown", ":date: 2020-01-02 is a text in Markdown"), set()),
        (cell("code", "---\ndate: 2020-01-02\n---"), set()),
    ],
)
def test_front_matter_of_the_first_cell(first: dict[str, object], expected: set[str]) -> None:
    found = front_matter(notebook(first, cell("code", "1")))
    assert found.keys() == expected
    assert found.get("date", "2020-01-02") == "2020-01-02"


def test_blank_cells_are_not_the_first() -> None:
    text = notebook(cell("code", " \n"), cell("markdown", ""), cell("raw", "---\ntitle: A\n---"))
    assert front_matter(text) == {"title": "A"}


def test_metadata_of_the_notebook() -> None:
    text = notebook(
        cell("markdown", "# A"),
        Date="2020-01-02",
        tags=["a", 2],
        authors=[{"name": "Ada"}, {"name": "Ivo"}],
        draft=False,
        title=None,
        jupytext={"formats": "ipynb,md:myst"},
        celltoolbar="Tags",
        vega={"a": 1},
    )
    assert front_matter(text) == {
        "date": "2020-01-02",
        "tags": ("a", "2"),
        "authors": ("Ada", "Ivo"),
        "draft": "false",
        "title": "",
        "vega": None,
    }


def test_first_cell_comes_before_the_metadata() -> None:
    text = notebook(cell("raw", "---\ndate: 2021-01-02\n---"), date="2020-01-02", tags=["a"])
    assert front_matter(text) == {"date": "2021-01-02", "tags": ("a",)}


def test_lines_are_those_of_the_file() -> None:
    text = notebook(
        cell("raw", "---\ntitle: Ünder\ndate: 2020-01-02\n---"),
        cell("code", "print('date: x')", stdout("date: 2020-01-02\n")),
        cell("markdown", "Text.\n\n```{post} 2020-01-02\n:tags: a\n```\n"),
        tags=["a"],
    )
    lines = text.split("\n")
    found = read_notebook(text)
    for name in ("title", "date"):
        assert f'"{name}: ' in lines[found.front_matter()[name].line - 1]
    assert lines[found.metadata["tags"].line - 1] == '  "tags": ['
    markdown = found.text("markdown").split("\n")
    number = markdown.index("```{post} 2020-01-02")
    assert "```{post} 2020-01-02" in lines[number]
    assert ":tags: a" in lines[number + 1]
    ascii_text = json.dumps(json.loads(text), indent=1)
    assert (
        read_notebook(ascii_text).front_matter()["title"].line == found.front_matter()["title"].line
    )


def test_notebook_on_one_line() -> None:
    text = json.dumps(json.loads(notebook(cell("markdown", "```{post} 2020-01-02\n:tags: a\n```"))))
    assert read_notebook(text).text("markdown").strip() == "```{post} 2020-01-02\n:tags: a\n```"


def test_notebook_of_version_3() -> None:
    cells = [{"cell_type": "markdown", "source": ["---\n", "date: 2013-01-02\n", "---\n"]}]
    text = json.dumps({"metadata": {}, "nbformat": 3, "worksheets": [{"cells": cells}]})
    assert front_matter(text) == {"date": "2013-01-02"}


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("---\ntitle: a: b\n---\n", "front matter is not YAML"),
        ("---\ntitle: A\n", "front matter opens here and never closes"),
        ("---\n{title\n---\n", "front matter is not YAML"),
    ],
)
def test_front_matter_that_cannot_be_read(source: str, message: str) -> None:
    text = notebook(cell("code", "\n"), cell("markdown", source))
    with pytest.raises(FrontMatterError, match=message) as caught:
        read_notebook(text).front_matter()
    assert source.split("\n")[1] in "".join(text.split("\n")[caught.value.line - 2 :][:4])


@pytest.mark.parametrize(
    ("cell_source", "metadata"),
    [
        ("---\ndraft: false\n---", {"draft": True}),
        ("---\npublished: true\n---", {"published": False}),
        ("# A", {"draft": True, "Draft": False}),
        ("---\ndraft: true\nDraft: false\n---", {}),
        ("+++\ndraft = true\n+++\n\n# A", {}),
    ],
)
def test_front_matter_that_contradicts_itself_or_is_of_another_system(
    cell_source: str, metadata: dict[str, object]
) -> None:
    text = notebook(cell("markdown", cell_source), **metadata)
    with pytest.raises(FrontMatterError):
        read_notebook(text).front_matter()


def test_key_of_ours_given_twice_in_the_file() -> None:
    text = notebook(cell("markdown", "# A"), draft=True).replace(
        '"draft": true', '"draft": true,\n  "draft": false'
    )
    with pytest.raises(FrontMatterError, match="the key 'draft' is given twice"):
        read_notebook(text)


def test_fields_within_the_metadata() -> None:
    text = notebook(cell("markdown", "# A"), blog={"published": False})
    (inner,) = read_notebook(text).front_matter()["blog"].inner
    assert (inner.name, inner.value) == ("published", "false")


@pytest.mark.parametrize(
    ("text", "line"),
    [("", 1), ("{\n'a': 1}", 2), ("[]", 1), ("{}", 1), ('{"cells": 1}', 1), ("[" * 100_000, 1)],
)
def test_file_that_is_no_notebook(text: str, line: int) -> None:
    with pytest.raises(FrontMatterError, match="not a notebook") as caught:
        read_notebook(text)
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("kind", "source", "rest"),
    [
        ("markdown", "---\ndate: 1\n---\n\n# Title\n", "# Title"),
        ("raw", "---\ndate: 1\n...\nText", "Text"),
        ("raw", ":date: 1\n:tags: a\n   b\n\nText", "Text"),
        ("markdown", "---\ndate: 1\n---", ""),
        ("markdown", "# Title\n", "# Title\n"),
    ],
)
def test_cell_without_its_front_matter(kind: str, source: str, rest: str) -> None:
    assert without_front_matter(source, kind) == rest
