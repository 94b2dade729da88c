"""A post of which only the neighbours or the related posts change keeps the text of its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sphinx_transcript.incremental import page_bodies
from sphinx_transcript.incremental.frame_pages import FramePages
from tests.helpers.build_files import assert_same_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Site


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """Note the pages that keep their bodies, of each build that compares pages."""
    found: list[set[str]] = []
    take = FramePages.take

    def note(self: FramePages, *args: Any) -> set[str]:
        names = take(self, *args)
        found.append(names)
        return names

    monkeypatch.setattr(FramePages, "take", note)
    return found


def _blog(site: Site, conf: str = "") -> None:
    site.conf(f"html_baseurl = 'https://example.org/'\n{conf}")
    for number in range(1, 8):
        site.post(
            f"p{number}", title=f"P{number}", date=f"2016-01-{number:02}", tags="[sea]",
            body=f"Text of *{number}*.\n\n```python\nprint({number})\n```\n",
        )  # fmt: skip


def _add(site: Site, **fields: Any) -> None:
    site.post("new", title="New", date="2016-01-04T12:00", **fields)


def test_neighbours_keep_their_text(site: Site, taken: list[set[str]]) -> None:
    _blog(site)
    before = site.build()
    texts = [before.outdir / f"post/{name}.txt" for name in ("p4", "p5")]
    times = [text.stat().st_mtime_ns for text in texts]
    _add(site)
    after = site.build()
    assert taken[-1] == {"post/p4", "post/p5"}
    assert "New" in after.read("post/p4.html")
    assert [text.stat().st_mtime_ns for text in texts] == times
    assert_same_files(after, site.clean_build(), "edited")


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_series_of_edits(site: Site, taken: list[set[str]], builder: str) -> None:
    _blog(site)
    site.build(builder)
    counts = []
    edits: list[Callable[[], object]] = [
        lambda: _add(site, tags="[sea]", body="See [](p2.md).\n"),
        lambda: _add(site, tags="[sea]", series="Saga", body="See [](p3.md).\n"),
        lambda: site.post("p6", title="Sixth", date="2016-01-06", tags="[sea]"),
        (site.srcdir / "post/new.md").unlink,
    ]
    for edit in edits:
        edit()
        build = site.build(builder)
        counts.append(len(taken[-1]))
        assert_same_files(build, site.clean_build(builder), builder)
        taken.clear()
    assert all(counts[:3])


def test_parallel_builds_leave_records(site: Site, taken: list[set[str]]) -> None:
    _blog(site)
    site.build(parallel=2)
    _add(site)
    after = site.build(parallel=2)
    assert taken[-1] == {"post/p4", "post/p5"}
    assert_same_files(after, site.clean_build(), "edited")


def test_body_that_is_not_as_recorded(site: Site, taken: list[set[str]]) -> None:
    _blog(site)
    page = site.build().outdir / "post/p4.html"
    page.write_text(page.read_text("utf-8").replace("Text of", "Another text of"), "utf-8")
    _add(site)
    after = site.build()
    assert taken[-1] == {"post/p5"}
    assert_same_files(after, site.clean_build(), "edited")


@pytest.mark.parametrize("damage", ["", "a b c\n", "\xff\n", "- 1 - - 0 9\n"])
def test_damaged_records(site: Site, taken: list[set[str]], damage: str) -> None:
    _blog(site)
    build = site.build()
    _records(build.outdir).write_text(damage, "utf-8")
    _add(site)
    after = site.build()
    assert taken[-1] == set()
    assert_same_files(after, site.clean_build(), "edited")


@pytest.mark.parametrize(
    "conf",
    [
        "transcript_shortcuts = False\n",
        "html_theme = 'alabaster'\n",
        "def setup(app):\n    app.connect('html-page-context', lambda *args: None)\n",
        "def setup(app):\n    app.connect('doctree-resolved', lambda *args: None)\n",
        "from sphinx.transforms.post_transforms import SphinxPostTransform\n"
        "class Other(SphinxPostTransform):\n    default_priority = 1\n"
        "    def run(self): pass\n"
        "def setup(app):\n    app.add_post_transform(Other)\n",
        "from sphinx.writers.html5 import HTML5Translator\n"
        "class Other(HTML5Translator): pass\n"
        "def setup(app):\n    app.set_translator('html', Other)\n",
        "from docutils import nodes\n"
        "class other(nodes.Element): pass\n"
        "def visit(self, node): pass\n"
        "def setup(app):\n    app.add_node(other, html=(visit, None))\n",
    ],
)
def test_builds_that_others_take_part_in(site: Site, taken: list[set[str]], conf: str) -> None:
    _blog(site, conf)
    site.build()
    _add(site)
    after = site.build()
    assert taken[-1] == set()
    assert_same_files(after, site.clean_build(), "edited")


def test_pictures_in_titles(site: Site, taken: list[set[str]]) -> None:
    _blog(site)
    site.write("post/dot.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')
    text = "# A ![dot](dot.svg)\n\n## B ![dot](dot.svg)\n\n## $x^2$\n\n![dot](dot.svg)\n"
    site.post("p4", date="2016-01-04", body=text)
    site.build()
    _add(site)
    after = site.build()
    assert "post/p4" in taken[-1]
    assert_same_files(after, site.clean_build(), "edited")


def _assert_keywords_stay(site: Site, taken: list[set[str]]) -> None:
    """Check that the post p4, which has keywords, is written as a whole beside a new one."""
    _add(site)
    after = site.build()
    assert taken[-1] == {"post/p5"}
    assert "keywords" in after.read("post/p4.html")
    assert_same_files(after, site.clean_build(), "edited")


def test_tags_of_the_author_for_the_head(site: Site, taken: list[set[str]]) -> None:
    _blog(site)
    keywords = "---\nmyst: {html_meta: {keywords: sea}}\ntitle: P4\ndate: 2016-01-04\n---\nText.\n"
    site.write("post/p4.md", keywords)
    site.build()
    _assert_keywords_stay(site, taken)


def test_tags_that_the_author_has_added(site: Site, taken: list[set[str]]) -> None:
    # The text of the page is the same as before, and was recorded then.
    _blog(site)
    site.build()
    site.post("p4", title="P4", date="2016-01-04", myst="{html_meta: {keywords: sea}}",
              tags="[sea]", body="Text of *4*.\n\n```python\nprint(4)\n```\n")  # fmt: skip
    site.build()
    _assert_keywords_stay(site, taken)


def test_texts_that_another_package_has_changed(site: Site, taken: list[set[str]]) -> None:
    added = (
        "from docutils import nodes\n"
        "def add(app, doctree, docname):\n    doctree += nodes.paragraph('', 'ADDED')\n"
        "def setup(app):\n    app.connect('doctree-resolved', add)\n"
    )
    _blog(site, added)
    assert "ADDED" in site.build().read("post/p4.html")
    _blog(site)
    _add(site)
    after = site.build()
    assert taken[-1] == set()
    for page in ("post/p4.html", "post/p5.html"):
        assert "ADDED" not in after.read(page)


def test_removed_post_between_posts(site: Site) -> None:
    # No document is read: Sphinx has to write a page, or it does not save what it knows.
    _blog(site)
    site.write("index.md", "# Home\n")
    site.build()
    (site.srcdir / "post/p4.md").unlink()
    after = site.build()
    assert_same_files(after, site.clean_build(), "edited")
    assert "no targets are out of date" in site.build().status


def test_warnings_of_the_text_are_not_repeated(site: Site) -> None:
    # As those of other pages that a build does not write.
    _blog(site)
    site.post("p4", title="P4", date="2016-01-04", body="```python\n1 = $?\n```\n")
    assert "p4.md" in site.build().warnings
    _add(site)
    assert "p4.md" not in site.build().warnings


def test_records_do_not_grow(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_bodies, "_BYTES_OF_RECORD", 10)
    _blog(site)
    build = site.build()
    for number in range(9):
        site.post("p4", title="P4", date="2016-01-04", body=f"Edit {number}.\n")
        site.build()
    lines = _records(build.outdir).read_text("ascii").splitlines()
    assert len(lines) < 12
    assert len({line.split(" ")[0] for line in lines}) == 7


def test_records_have_no_names(site: Site) -> None:
    _blog(site)
    text = _records(site.build().outdir).read_text("ascii")
    assert set(text) <= set("0123456789abcdef -\n")


def _records(outdir: Path) -> Path:
    return outdir.parent / "doctrees" / "transcript-bodies-html.txt"
