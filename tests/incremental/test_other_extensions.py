"""Incremental builds of what Sphinx's own extensions and the builder epub write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.build_files import assert_same_files

if TYPE_CHECKING:
    from tests.conftest import Site


def task(site: Site, name: str, text: str) -> None:
    """Write a page with a task."""
    site.write(f"{name}.rst", f":orphan:\n\n{name}\n=\n\n.. todo:: {text}\n")


@pytest.mark.parametrize("parallel", [0, 3])
@pytest.mark.parametrize("builder", ["html", "singlehtml", "transcript"])
def test_order_of_collected_tasks(site: Site, builder: str, parallel: int) -> None:
    site.conf("extensions += ['sphinx.ext.todo']\ntodo_include_todos = True\n")
    site.write("index.rst", "Tasks\n=====\n\n.. todolist::\n")
    (site.srcdir / "index.md").unlink()
    for name in "abcd":
        task(site, name, f"Do {name}.")
    site.build(builder, parallel=parallel)
    task(site, "a", "Do it now.")
    build = site.build(builder, parallel=parallel)
    page = "index.txt" if builder == "transcript" else "index.html"
    text = build.read(page)
    assert text.index("Do it now.") < text.index("Do b.") < text.index("Do d.")
    assert_same_files(build, site.clean_build(builder), "after the first task was edited")


def test_book_under_another_name(site: Site) -> None:
    outdir = site.build("epub").outdir
    assert (outdir / "asite.epub").exists()
    site.build("epub", project="Other")
    assert [path.name for path in outdir.glob("*.epub")] == ["Other.epub"]


def test_extra_file_taken_out_of_a_book(site: Site) -> None:
    site.conf("html_extra_path = ['extra']\nexclude_patterns = ['extra']\n")
    site.write("extra/draft.txt", "Not yet.\n")
    outdir = site.build("epub").outdir
    assert (outdir / "draft.txt").exists()
    (site.srcdir / "extra" / "draft.txt").unlink()
    site.build("epub")
    assert not (outdir / "draft.txt").exists()


def test_index_of_modules_that_a_book_no_longer_has(site: Site) -> None:
    site.write("a.rst", ":orphan:\n\nA\n=\n\n.. py:module:: kitchen\n")
    outdir = site.build("epub").outdir
    assert "py-modindex" in (outdir / "content.opf").read_text("utf-8")
    site.write("a.rst", ":orphan:\n\nA\n=\n")
    book = site.build("epub").read("content.opf")
    assert "py-modindex" not in book
    assert [line for line in book.splitlines() if "itemref" in line] == [
        line
        for line in site.clean_build("epub").read("content.opf").splitlines()
        if "itemref" in line
    ]
