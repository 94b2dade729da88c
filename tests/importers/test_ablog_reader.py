"""ABlog projects: files that directives name, links to pages, and where conf.py is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.importers import read_blog
from sphinx_transcript.importers.convert import convert
from sphinx_transcript.importers.options import NO_OPTIONS
from sphinx_transcript.importers.report import Report

if TYPE_CHECKING:
    from pathlib import Path

CONFIGURATION = (
    'extensions = ["ablog"]\nblog_baseurl = "https://example.org"\nablog_builder = "dirhtml"\n'
)
RST = "Title\n=====\n\n.. post:: 2020-01-02\n\n"
MYST = "---\nblogpost: true\ndate: 2020-01-02\n---\n\n# Title\n\n"


def converted(
    folder: Path, files: dict[str, str], root: str = "", configuration: str = CONFIGURATION
) -> tuple[dict[str, str], set[str], list[str]]:
    """Return the text of each new post, the files that are copied, and the notes."""
    for name, text in {"conf.py": configuration, **files}.items():
        path = folder / root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    report = Report()
    blog = read_blog("ablog", folder, report, NO_OPTIONS)
    new = convert(blog, "post", report)
    texts = {name: text for name, (_, text) in new.texts.items()}
    return (
        texts,
        {str(source) for source, _, _ in new.copies.values()},
        list(map(str, report.notes)),
    )


PICTURES = {"pictures/a.png": "a", "pictures/b.png": "b", "code/x.py": "x = 1\n"}


def test_files_that_directives_of_rst_name(tmp_path: Path) -> None:
    body = RST + (
        ".. list-table::\n\n"
        "   * - .. image:: ../pictures/a.png\n"
        "          :width: 20\n"
        "     - text\n\n"
        ".. note::\n\n   .. figure:: /pictures/b.png\n\n"
        ".. literalinclude:: ../code/x.py\n\n"
        "See :download:`the code <../code/x.py>` and :download:`../pictures/gone.zip`.\n\n"
        ".. code-block:: rst\n\n   .. image:: ../pictures/c.png\n"
    )
    texts, copies, notes = converted(tmp_path, {"posts/p.rst": body, **PICTURES})
    text = texts["post/p.rst"]
    assert copies == set(PICTURES)
    assert "   * - .. image:: /pictures/a.png\n          :width: 20\n" in text
    assert "   .. figure:: /pictures/b.png\n" in text
    assert ".. literalinclude:: /code/x.py\n" in text
    assert ":download:`the code </code/x.py>`" in text
    assert ".. image:: ../pictures/c.png" in text
    assert notes == [
        "posts/p.rst:18: file not found: '../pictures/gone.zip'",
    ]


def test_files_that_directives_of_myst_name(tmp_path: Path) -> None:
    body = MYST + (
        "```{figure} ../pictures/a.png\n:width: 20\n\nA [link](q.md).\n```\n\n"
        "````{list-table}\n* - ```{image} ../pictures/b.png\n    ```\n"
        "  - ![b](../pictures/b.png)\n````\n\n"
        ":::{image} ../pictures/a.png\n:::\n\n"
        "```{literalinclude} ../code/x.py\n```\n\n"
        "{download}`code <../code/x.py>` and {download}`../code/x.py`\n\n"
        "```md\n{download}`../code/y.py`\n![c](../pictures/c.png)\n```\n\n"
        "```{code-block} md\n![c](../pictures/c.png)\n```\n"
    )
    texts, copies, notes = converted(tmp_path, {"posts/p.md": body, "posts/q.md": MYST, **PICTURES})
    text = texts["post/p.md"]
    assert copies == set(PICTURES)
    assert "```{figure} /pictures/a.png\n:width: 20\n\nA [link](q.md).\n" in text
    assert "* - ```{image} /pictures/b.png\n    ```\n  - ![b](/pictures/b.png)\n" in text
    assert ":::{image} /pictures/a.png\n" in text
    assert "```{literalinclude} /code/x.py\n" in text
    assert "{download}`code </code/x.py>` and {download}`/code/x.py`" in text
    assert text.count("../pictures/c.png") == 2
    assert "{download}`../code/y.py`" in text
    assert notes == []


def test_directives_that_never_end_are_read(tmp_path: Path) -> None:
    body = MYST + "```{note}\n" * 2000 + "![a](../pictures/a.png)\n"
    texts, _, _ = converted(tmp_path, {"posts/p.md": body, **PICTURES})
    assert texts["post/p.md"].count("```{note}") == 2000


def test_link_to_a_page_leads_to_the_old_site(tmp_path: Path) -> None:
    body = RST + "See :doc:`/about/index`, :doc:`us <../team>` and :doc:`/gone`.\n"
    files = {"posts/p.rst": body, "about/index.rst": "Page\n====\n", "team.rst": "Page\n====\n"}
    texts, _, notes = converted(tmp_path, files)
    assert (
        "See `index <https://example.org/about/>`__, `us <https://example.org/team/>`__ "
        "and :doc:`/gone`." in texts["post/p.rst"]
    )
    assert notes[-1] == "posts/p.rst:6: no post '/gone': the link is left as it is"


@pytest.mark.parametrize("root", ["docs", "content", "web/site"])
def test_folder_of_the_configuration_is_found(tmp_path: Path, root: str) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "conf.py").write_text("x = 1\n")
    texts, _, _ = converted(tmp_path, {"p.rst": RST}, root)
    assert ":aliases: /p/" in texts["post/p.rst"]


def test_empty_pattern_excludes_nothing(tmp_path: Path) -> None:
    configuration = f"{CONFIGURATION}exclude_patterns = ['', 'x']\n"
    texts, _, _ = converted(tmp_path, {"p.rst": RST, "x/q.rst": RST}, "", configuration)
    assert list(texts) == ["post/p.rst"]
