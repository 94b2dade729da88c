"""Unpublished posts: the output has no trace of them, and the closing line names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.build_output import MARKER, build_warnings, files_containing, post_count_line
from tests.helpers.marked_post import CONF, EACH_CHANGE, write_marked

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Site

EPOCHS = {"1980": "315532800", "2020-03-01": "1583020800", "2021": "1609459200"}


@EACH_CHANGE
@pytest.mark.parametrize("builder", ["html", "dirhtml", "transcript", "singlehtml", "epub", "text"])
def test_first_build_has_no_trace(
    site: Site, builder: str, change: Callable[[Site], object], status: str
) -> None:
    write_marked(site)
    change(site)
    build = site.build(builder, **CONF)
    assert files_containing(build) == []
    assert post_count_line(build) == (
        "2 posts" + (f"; not published: {status} (post/x.md)" if status else "")
    )


def test_day_of_the_build_decides(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a change of its source, the post is scheduled, published and scheduled again."""
    write_marked(site, date="2020-06-01")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCHS["2020-03-01"])
    build = site.build()
    assert files_containing(build) == []
    assert post_count_line(build) == "2 posts; not published: 1 scheduled (post/x.md)"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCHS["2021"])
    assert files_containing(site.build())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCHS["2020-03-01"])
    build = site.build()
    assert files_containing(build) == []
    assert post_count_line(build) == "2 posts; not published: 1 scheduled (post/x.md)"


def test_closing_line_names_unpublished_posts(site: Site) -> None:
    write_marked(site)
    site.post("d1", title="A", date="2020-01-01", draft="true")
    site.post("d2/index", title="A", date="2020-01-01", draft="on")
    site.post("later", title="A", date="2999-01-01")
    site.post("undated", title="A")
    site.post("bad", title="A", date="?")
    expected = (
        "3 posts; not published: 2 drafts (post/d1.md, post/d2/index.md), "
        "1 scheduled (post/later.md), "
        "1 without a date (post/undated.md), 1 unreadable (post/bad.md)"
    )
    assert post_count_line(site.build()) == expected
    assert post_count_line(site.build()) == expected


@pytest.mark.parametrize("draft", [False, True])
def test_day_before_all_posts_causes_one_warning(
    site: Site, monkeypatch: pytest.MonkeyPatch, draft: bool
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCHS["1980"])
    write_marked(site, **({"draft": "true"} if draft else {}))
    build = site.build()
    (found,) = build_warnings(build)
    assert "SOURCE_DATE_EPOCH" in found
    assert found.endswith("[transcript.schedule]")
    assert files_containing(build) == []


def test_draft_in_fields_below_the_title_is_unpublished(site: Site) -> None:
    source = f"The {MARKER}\n============\n\n:draft: true\n\nText.\n"
    site.write("post/2020-01-01-x.rst", source)
    assert files_containing(site.build()) == []


def test_draft_with_front_matter_after_a_blank_line_is_unpublished(site: Site) -> None:
    site.write("post/2020-01-01-x.md", f"\n---\ndraft: true\n---\n# The {MARKER}\n")
    assert files_containing(site.build()) == []


@pytest.mark.parametrize("markup", ["[see](post/x.md)", "{doc}`see <post/x>`"])
def test_link_to_a_draft_is_reported_and_replaced_by_text(site: Site, markup: str) -> None:
    write_marked(site, draft="true")
    site.write("about.md", f"---\norphan: true\n---\n# About\n\n{markup}\n")
    build = site.build()
    (found,) = build_warnings(build)
    assert "/src/about.md:6: WARNING: " in found
    assert "a link to post/x.md, which is a draft" in found
    assert files_containing(build) == []
    assert "post/x.html" not in build.read("about.html")


def test_globbed_toctree_leaves_out_drafts(site: Site) -> None:
    write_marked(site, draft="true")
    site.write("index.md", "# Home\n\n```{toctree}\n:glob:\n\npost/*\n```\n")
    build = site.build()
    assert build_warnings(build) == []
    assert files_containing(build) == []


def test_commands_with_overlapping_folders_and_a_byte_order_mark(site: Site) -> None:
    site.conf('transcript_posts = ["post/**", "post/y/**"]\n')
    site.post("y/a", title="A", date="2016-01-01")
    site.write("post/b.rst", "\ufeff:date: 2016-01-02\n:tags: x\n\nB\n=\n\nText.\n")
    build = site.build()
    assert "ls -t" not in build.read("index.html")
    assert "<kbd>grep ^:tags: $_</kbd>" in build.read("post/b.html")
