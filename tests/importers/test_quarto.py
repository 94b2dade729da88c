"""Websites of Quarto."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.helpers.imported_folder import ImportedFolder, import_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site

PNG = b"\x89PNG\r\n\x1a\n"
SETTINGS = "project:\n  type: website\nwebsite:\n  site-url: https://example.org/\n"
HEAD = "---\ntitle: One\ndate: 2022-03-04\n---\n\n"


def imported(
    site: Site, tmp_path: Path, text: str, files: dict[str, str | bytes] | None = None
) -> ImportedFolder:
    blog: dict[str, str | bytes] = {"_quarto.yml": SETTINGS, "posts/one/index.qmd": text}
    return import_folder(site, tmp_path / "blog", "quarto", {**blog, **(files or {})})


def body(folder: ImportedFolder) -> str:
    return folder.posts["one/index.md"].partition("\n---\n\n")[2]


def test_front_matter_and_addresses(site: Site, tmp_path: Path) -> None:
    text = (
        "---\ntitle: One\nsubtitle: And all\nauthor:\n  - name: Ada Marsh\n    url: https://a.org\n"
        'date: "3/4/2022"\ndate-modified: 2022-04-01\ncategories: [news, R]\nimage: a.png\n'
        "aliases: [/old/]\nformat: {html: {toc: true}}\n---\n\n"
        "[Two](../two.qmd), [two](/posts/two.qmd) and [it](https://example.org/posts/two.html)\n"
    )
    files: dict[str, str | bytes] = {
        "posts/one/a.png": PNG,
        "posts/two.qmd": "---\ntitle: Two\ndate: 2022-03-05\ndraft: true\n---\n\nText.\n",
        "posts/_metadata.yml": "author: Bo\nfreeze: true\n",
        "index.qmd": "---\ntitle: Blog\nlisting: {contents: posts}\n---\n",
        "about.qmd": "---\ntitle: About\n---\n\nText.\n",
        "_site/posts/one/x.md": "---\ntitle: No\ndate: 2020-01-01\n---\n",
    }
    folder = imported(site, tmp_path, text, files)
    post = folder.posts["one/index.md"]
    assert "title: One\ndate: 2022-03-04\nupdated: 2022-04-01\ntags: [news, R]\n" in post
    assert "author: Ada Marsh\n" in post
    assert "description: And all\nimage: a.png\naliases: [/posts/one/, /old/]\n" in post
    assert "format" not in post
    assert "[Two](../two.md), [two](../two.md) and [it](../two.md)\n" in post
    assert "draft: true\n" in folder.posts["two.md"]
    assert "author: Bo\n" in folder.posts["two.md"]
    assert len(folder.posts) == 2
    assert "about.qmd:1: no date: a page, and no post; not converted" in folder.notes


def test_address_of_a_single_file(site: Site, tmp_path: Path) -> None:
    text = "---\ntitle: Two\ndate: 2022-03-05\n---\n\nText.\n"
    folder = imported(site, tmp_path, text, {"posts/2022-03-05-two.qmd": text})
    assert "aliases: [/posts/2022-03-05-two.html]\n" in folder.posts["two.md"]


def test_callouts(site: Site, tmp_path: Path) -> None:
    text = (
        "::: {.callout-note}\nA note.\n:::\n\n"
        '::: {.callout-tip title="Mind" collapse="true"}\nIt.\n:::\n\n'
        ":::: {.callout-warning}\n## Hot\n\n::: {.column-margin}\nInside.\n:::\n\n"
        "```\n:::\n```\n::::\n"
    )
    assert body(imported(site, tmp_path, HEAD + text)) == (
        "```{note}\nA note.\n```\n\n```{admonition} Mind\nIt.\n```\n\n"
        "````{admonition} Hot\nInside.\n\n```\n:::\n```\n````\n"
    )


def test_colons_that_are_no_division(site: Site, tmp_path: Path) -> None:
    text = "::: Here is a *text*\n\n::: aside\nBeside.\n:::\n"
    assert body(imported(site, tmp_path, HEAD + text)) == "::: Here is a *text*\n\nBeside.\n"


def test_cells(site: Site, tmp_path: Path) -> None:
    text = (
        "```{python}\n#| label: a\n#| eval: false\nx = 1  #| no option\n```\n\n"
        "```{r, echo=FALSE}\nplot(1)\n```\n\n```{.bash filename='x'}\nls\n```\n\n"
        "```{=html}\n<b>raw</b>\n```\n\n```{r}\n#| echo: false\nplot(2)\n```\n\n"
        "````\n```{r}\n````\n"
    )
    folder = imported(site, tmp_path, HEAD + text)
    assert body(folder) == (
        "```python\nx = 1  #| no option\n```\n\n\n```bash\nls\n```\n\n<b>raw</b>\n\n\n"
        "````\n```{r}\n````\n"
    )
    assert "posts/one/index.qmd:12: code that was not shown is left out" in folder.notes


def test_output_that_is_frozen_comes_along(site: Site, tmp_path: Path) -> None:
    markdown = (
        "---\ntitle: One\n---\n\n::: {.cell}\n```{.r .cell-code}\nplot(1)\n```\n\n"
        "::: {.cell-output .cell-output-stdout}\n```\n[1] 5\n```\n:::\n\n"
        "::: {.cell-output-display}\n![](index_files/figure-html/plot-1.png){width=672}\n:::\n:::\n"
    )
    folder = imported(
        site,
        tmp_path,
        HEAD + "```{r}\nplot(1)\n```\n",
        {
            "_freeze/posts/one/index/execute-results/html.json": json.dumps(
                {"result": {"engine": "knitr", "markdown": markdown}}
            ),
            "_freeze/posts/one/index/figure-html/plot-1.png": PNG,
        },
    )
    text = body(folder)
    assert "```r\nplot(1)\n```\n\n```\n[1] 5\n```\n" in text
    assert "plot-1.png" in text
    assert any(path.name == "plot-1.png" for path in site.srcdir.rglob("*.png"))
    assert not any("output of cells" in note for note in folder.notes)


def test_figures_and_other_markup(site: Site, tmp_path: Path) -> None:
    text = (
        '![A *disk*](a.png){#fig-a width="50%" fig-alt="Disk"}\n\n![](a.png)\n\n'
        "[small]{.smallcaps} {{< fa rocket >}} {{< meta title >}}\n\n"
        "{{< video https://example.org/v.mp4 >}}\n\nSee @fig-a and `r nrow(x)`.\n"
    )
    folder = imported(site, tmp_path, HEAD + text, {"posts/one/a.png": PNG})
    text = body(folder)
    assert '```{figure} a.png\n:alt: "Disk"\n:width: 50%\n' in text
    assert "A *disk*" in text
    assert "\n![](a.png)\n" in text
    assert "\n<https://example.org/v.mp4>\n" in text
    assert "{{< fa rocket >}}\n```" in text
    assert " One\n" in text
    assert "[small]{" not in text
    for message in (
        "14: citations and references by @ stand as they are written",
        "14: code within a line is not computed: it stands as it is",
    ):
        assert f"posts/one/index.qmd:{message}" in folder.notes


def test_site_builds_without_warnings(site: Site, tmp_path: Path) -> None:
    text = (
        f"{HEAD}Text.\n\n::: {{.callout-tip}}\n## Mind\nIt.\n:::\n\n"
        "```{python}\n#| eval: false\nx = 1\n```\n"
    )
    imported(site, tmp_path, text)
    build = site.build()
    assert build.warnings == ""
    page = build.read("post/one/index.html")
    assert "Mind" in page
    assert ":::" not in page


def test_notebook(site: Site, tmp_path: Path) -> None:
    cells = [
        {
            "cell_type": "raw",
            "metadata": {},
            "source": ["---\n", "title: Book\n", "date: 2023-01-02\n", "---\n"],
        },
        {"cell_type": "markdown", "metadata": {}, "source": ["Text."]},
        {
            "cell_type": "code",
            "metadata": {},
            "execution_count": 1,
            "source": ["1 + 1"],
            "outputs": [{"output_type": "execute_result", "data": {"text/plain": ["2"]}}],
        },
    ]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    folder = imported(site, tmp_path, HEAD, {"posts/book.ipynb": json.dumps(notebook)})
    text = folder.posts["book.md"]
    assert text.startswith("---\ntitle: Book\ndate: 2023-01-02\naliases: [/posts/book.html]\n")
    assert "Text.\n" in text
    assert "1 + 1\n```\n" in text
    assert "\n2\n" in text
    assert not any("book.ipynb" in note for note in folder.notes)
