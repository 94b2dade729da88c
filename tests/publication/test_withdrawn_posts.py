"""Withdrawn posts: the next build removes all traces of a post that was published before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from tests.helpers.build_output import MARKER, build_warnings, files_containing, post_count_line
from tests.helpers.marked_post import CONF, EACH_CHANGE, delete_post, write_marked

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Site
    from tests.helpers.kept_sites import KeptSite

BUILDERS = [
    "html",
    "dirhtml",
    "transcript",
    "latex",
    "texinfo",
    "singlehtml",
    "text",
    "epub",
]


@EACH_CHANGE
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_withdrawn_post_is_removed(
    kept_site: KeptSite, builder: str, change: Callable[[Site], object], status: str
) -> None:
    site = kept_site
    write_marked(site)
    before = site.build_once(builder)
    assert build_warnings(before) == []
    assert len(files_containing(before)) > 9
    change(site)
    build = site.build(builder)
    assert files_containing(build) == []
    assert set(build.files()) == set(site.clean_build(builder).files())
    assert status in post_count_line(build)


@pytest.mark.parametrize("builder", BUILDERS)
def test_withdrawn_post_is_removed_with_every_builder(site: Site, builder: str) -> None:
    write_marked(site)
    assert files_containing(site.build(builder, **CONF))
    write_marked(site, draft="true")
    build = site.build(builder, **CONF)
    assert files_containing(build) == []
    assert set(build.files()) == set(site.clean_build(builder, **CONF).files())


CONFS: list[Any] = [
    {"html_theme": "basic"},
    {"html_file_suffix": ".htm"},
    {"html_sourcelink_suffix": ".source"},
    {"html_copy_source": False},
    {"transcript_text_width": 40},
    {"html_split_index": True},
]


@pytest.mark.parametrize("conf", CONFS, ids=str)
def test_withdrawn_post_is_removed_with_configuration(site: Site, conf: dict[str, Any]) -> None:
    write_marked(site)
    assert files_containing(site.build(**conf))
    write_marked(site, draft="true")
    build = site.build(**conf)
    assert files_containing(build) == []
    assert set(build.files()) == set(site.clean_build(**conf).files())


def test_module_index_of_a_withdrawn_post_is_removed(site: Site) -> None:
    write_marked(site, body=f"```{{py:module}} {MARKER}_module\n```\n")
    assert "py-modindex.html" in site.build().files()
    write_marked(site, draft="true")
    assert files_containing(site.build()) == []


def test_copied_source_with_another_suffix_is_removed(site: Site) -> None:
    write_marked(site)
    site.build()
    delete_post(site)
    site.write("post/x.rst", ":date: 2020-02-02\n\nAnew\n----\n")
    build = site.build()
    assert files_containing(build) == []


def test_doctree_in_the_output_folder_is_removed(site: Site) -> None:
    """The command ``sphinx-build SOURCE OUT`` writes the doctrees to OUT/.doctrees."""
    out = site.folder / "out"

    def build() -> list[str]:
        with docutils_namespace():
            app = Sphinx(site.srcdir, site.srcdir, out, out / ".doctrees", "html", status=None)
            app.build()
        paths = [path for path in out.rglob("*") if path.is_file()]
        return [path.name for path in paths if MARKER.encode() in path.read_bytes()]

    write_marked(site)
    assert "x.doctree" in build()
    write_marked(site, draft="true")
    assert build() == []


def test_shared_images_and_foreign_files_are_kept(site: Site) -> None:
    write_marked(site)
    site.post("other", title="Other", date="2020-01-05", body=f"![]({MARKER}.png)\n")
    first = site.build()
    (first.outdir / "CNAME").write_text("example.org\n")
    (first.outdir / "post" / "mine.txt").write_text("mine\n")
    delete_post(site)
    build = site.build()
    files = build.files()
    assert {"CNAME", "post/mine.txt", f"_images/{MARKER}.png"} <= set(files)
    assert "post/x.html" not in files
    assert not [name for name in files if name.endswith(".zip")]


def test_withdrawn_post_is_removed_by_two_builders_with_shared_doctrees(site: Site) -> None:
    write_marked(site)
    assert files_containing(site.build("html"))
    assert files_containing(site.build("dirhtml"))
    write_marked(site, draft="true")
    for builder in ("html", "dirhtml"):
        assert files_containing(site.build(builder)) == []


def test_withdrawn_post_can_be_published_again(site: Site) -> None:
    write_marked(site)
    names = set(files_containing(site.build()))
    write_marked(site, draft="true")
    site.build()
    write_marked(site)
    build = site.build()
    assert set(files_containing(build)) == names
    assert post_count_line(build) == "3 posts"
