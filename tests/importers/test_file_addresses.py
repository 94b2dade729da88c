"""Files of the old site: they are served at the addresses that they had."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.importers.file_copies import ExtraFolder, extra_folder
from tests.helpers.imported_blog import ImportedBlog, import_blog
from tests.helpers.imported_pages import OldBlog, import_pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Site

    Import = Callable[[str], ImportedBlog]


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Import:
    return lambda system: import_blog(system, tmp_path_factory)


@pytest.mark.parametrize(
    ("system", "addresses"),
    [
        # The second is a file of a page bundle, whose name has a blank.
        ("hugo", ["images/disk.png", "2020/02/rack-größe/plan b.png", "files/slides.pdf"]),
        ("jekyll", ["assets/pager.png"]),
        ("nikola", ["images/sensor.png", "paper.pdf"]),
    ],
)
def test_files_are_served_at_their_old_addresses(
    imported: Import, system: str, addresses: list[str]
) -> None:
    blog = imported(system)
    missing = [each for each in addresses if not (blog.build.outdir / each).is_file()]
    assert not missing
    assert 'html_extra_path = ["extra"]' in (blog.site.srcdir / "conf.py").read_text()


def test_images_stay_where_sphinx_collected_them_on_the_old_site(imported: Import) -> None:
    ablog = imported("ablog")
    assert not (ablog.site.srcdir / "extra").exists()
    assert (ablog.site.srcdir / "_static" / "first.png").is_file()


def test_the_folder_is_the_first_one_that_conf_py_names(site: Site) -> None:
    (site.srcdir / "public").mkdir()
    assert extra_folder(["robots.txt", "../x", "public/", "extra"], site.srcdir) == ExtraFolder(
        "public", ""
    )
    assert extra_folder(["extra"], site.srcdir) == ExtraFolder("extra", "")
    assert extra_folder([], site.srcdir) == ExtraFolder()
    line = 'html_extra_path = ["robots.txt", "extra"]'
    assert extra_folder(["robots.txt"], site.srcdir) == ExtraFolder("extra", line)


def test_notebook_that_is_no_post_is_a_download(tmp_path: Path) -> None:
    notebook = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
    blog = OldBlog(
        "pelican",
        {"one": "[the notebook](/downloads/a.ipynb)"},
        {"content/downloads/a.ipynb": notebook},
    )
    imported = import_pages(blog, tmp_path)
    assert imported.build.warnings == ""
    assert (imported.build.outdir / "downloads" / "a.ipynb").read_text() == notebook
    assert imported.page().css_first('a.download[href$="a.ipynb"]') is not None
