"""Environments that another release pickled are not used."""

from __future__ import annotations

from dataclasses import make_dataclass
from typing import TYPE_CHECKING

from sphinx_transcript.post.record import Post
from sphinx_transcript.records import env_version

if TYPE_CHECKING:
    import pytest

    from tests.conftest import Site


def test_a_changed_record_has_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    known = env_version.env_version()
    assert known == env_version.env_version()
    other = make_dataclass("Post", [("docname", str)])
    monkeypatch.setattr(env_version, "_PICKLED", (other,))
    assert env_version.env_version() != known


def test_environment_of_other_records_is_read_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.post("a", title="A", date="2020-01-01")
    before = site.build()
    smaller = make_dataclass("Smaller", [("docname", str)])
    monkeypatch.setattr(env_version, "_PICKLED", (Post, smaller))
    after = site.build()
    assert "2 added" in after.status, after.status
    assert after.warnings == ""
    assert after.read("post/a.html") == before.read("post/a.html")
