"""Posts that an earlier build published: when they are not to be, all traces of them go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sphinx.application import Sphinx

from tests.marked_post import CONF, KINDS, delete, write_marked
from tests.traces import WORD, closing_line, complaints, traces

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Site

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


@KINDS
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_what_was_published_goes(
    site: Site, builder: str, change: Callable[[Site], object], words: str
) -> None:
    write_marked(site)
    before = site.build(builder)
    assert complaints(before) == []
    assert len(traces(before)) > 9
    change(site)
    build = site.build(builder)
    assert traces(build) == []
    assert set(build.files()) == set(site.clean_build(builder).files())
    assert words in closing_line(build)


@pytest.mark.parametrize("builder", BUILDERS)
def test_what_was_published_goes_from_every_kind_of_output(site: Site, builder: str) -> None:
    write_marked(site)
    assert traces(site.build(builder, **CONF))
    write_marked(site, draft="true")
    build = site.build(builder, **CONF)
    assert traces(build) == []
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
def test_what_was_published_goes_under(site: Site, conf: dict[str, Any]) -> None:
    write_marked(site)
    assert traces(site.build(**conf))
    write_marked(site, draft="true")
    build = site.build(**conf)
    assert traces(build) == []
    assert set(build.files()) == set(site.clean_build(**conf).files())


def test_module_index_of_one_post_goes(site: Site) -> None:
    write_marked(site, body=f"```{{py:module}} {WORD}_module\n```\n")
    assert "py-modindex.html" in site.build().files()
    write_marked(site, draft="true")
    assert traces(site.build()) == []


def test_copied_source_of_the_other_suffix_goes(site: Site) -> None:
    write_marked(site)
    site.build()
    delete(site)
    site.write("post/x.rst", ":date: 2020-02-02\n\nAnew\n----\n")
    build = site.build()
    assert traces(build) == []


def test_doctree_in_the_output_folder_goes(site: Site) -> None:
    """The command ``sphinx-build SOURCE OUT`` keeps the doctrees in OUT/.doctrees."""
    out = site.folder / "out"

    def build() -> list[str]:
        app = Sphinx(site.srcdir, site.srcdir, out, out / ".doctrees", "html", status=None)
        app.build()
        paths = [path for path in out.rglob("*") if path.is_file()]
        return [path.name for path in paths if WORD.encode() in path.read_bytes()]

    write_marked(site)
    assert "x.doctree" in build()
    write_marked(site, draft="true")
    assert build() == []


def test_what_others_use_and_what_is_not_ours_stays(site: Site) -> None:
    write_marked(site)
    site.post("other", title="Other", date="2020-01-05", body=f"![]({WORD}.png)\n")
    first = site.build()
    (first.outdir / "CNAME").write_text("example.org\n")
    (first.outdir / "post" / "mine.txt").write_text("mine\n")
    delete(site)
    build = site.build()
    files = build.files()
    assert {"CNAME", "post/mine.txt", f"_images/{WORD}.png"} <= set(files)
    assert "post/x.html" not in files
    assert not [name for name in files if name.endswith(".zip")]


def test_two_builders_that_share_what_was_read(site: Site) -> None:
    write_marked(site)
    assert traces(site.build("html"))
    assert traces(site.build("dirhtml"))
    write_marked(site, draft="true")
    for builder in ("html", "dirhtml"):
        assert traces(site.build(builder)) == []


def test_draft_that_is_published_comes_back(site: Site) -> None:
    write_marked(site)
    names = set(traces(site.build()))
    write_marked(site, draft="true")
    site.build()
    write_marked(site)
    build = site.build()
    assert set(traces(build)) == names
    assert closing_line(build) == "3 posts"
