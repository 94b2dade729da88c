"""Bugs reported for, and features requested of, other projects: posts that are not published.

Each test is named after the project and, where there is one, the number of the report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.build_files import assert_same_files
from tests.helpers.build_output import (
    MARKER,
    assert_one_warning,
    build_warnings,
    files_containing,
    post_count_line,
)
from tests.helpers.site_reader import WITH_BASE

if TYPE_CHECKING:
    from tests.conftest import Site


@pytest.fixture(autouse=True)
def _base_url(site: Site) -> None:
    site.conf(WITH_BASE)


def test_hugo_2557_malformed_front_matter_publishes_no_draft(site: Site) -> None:
    site.post("ok", title="Ok", date="2020-01-01")
    site.write(
        "post/x.md", f"---\ntitle: The {MARKER}: [\ndate: 2020-01-01\ndraft: true\n---\nText.\n"
    )
    build = site.build()
    (found,) = build_warnings(build)
    assert "/src/post/x.md:" in found
    assert found.endswith("[transcript.front_matter]")
    assert files_containing(build) == []
    assert post_count_line(build) == "1 post; not published: 1 unreadable (post/x.md)"


def test_pelican_technical_blog_102_invalid_date_is_reported(site: Site) -> None:
    site.post("x", title=f"The {MARKER}", date="2020-02-30")
    build = site.build()
    assert_one_warning(build, "post/x.md", 3, "date", "2020-02-30")
    assert post_count_line(build) == "0 posts; not published: 1 unreadable (post/x.md)"
    assert files_containing(build) == []


def test_pelican_future_post_is_not_published(site: Site) -> None:
    site.post("x", title=f"The {MARKER}", date="2999-01-01")
    site.post("y", title="Y", date="2020-01-01")
    build = site.build()
    assert files_containing(build) == []
    assert post_count_line(build) == "1 post; not published: 1 scheduled (post/x.md)"


def test_ablog_123_scheduled_post_is_published_on_its_date(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.post("x", title=f"The {MARKER}", date="2020-06-01")
    site.post("y", title="Y", date="2020-01-01")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1590883200")  # 2020-05-31
    assert files_containing(site.build()) == []
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1590969600")
    build = site.build()
    assert "post/x.html" in build.files()
    assert_same_files(build, site.clean_build(), "on its day")


def test_pelican_2827_drafts_are_enabled_on_the_command_line(site: Site) -> None:
    site.post("x", title="X", date="2020-06-01", draft="true")
    assert "post/x.html" in site.build(transcript_drafts="1").files()
