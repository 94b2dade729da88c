"""Comparing only what changed posts can concern gives the manifest of a whole comparison."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_transcript.incremental import (
    change_reach,
    current_manifest,
    invalidation,
    page_digests,
)
from sphinx_transcript.incremental.change_scope import ChangeScope
from tests.helpers.build_files import assert_same_files
from tests.proof.machine import Machine, random_actions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinx.application import Sphinx

    from sphinx_transcript.incremental.change_reach import LastPosts
    from sphinx_transcript.incremental.manifest import Manifest
    from tests.conftest import Site


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Compare all pages in each build that compares some, and count both."""
    found: Counter[str] = Counter()
    partial: Callable[..., Manifest] = current_manifest.current_manifest
    reach_of_changes = change_reach.reach_of_changes

    def both(
        app: Sphinx, scope: ChangeScope, previous: Manifest, read: set[str], last: LastPosts
    ) -> Manifest:
        some = partial(app, scope, previous, read, last)
        if scope is ChangeScope.SOME_PAGES:
            assert some == partial(app, ChangeScope.ANY_PAGE, previous, read, last)
        found[scope.name] += 1
        return some

    def reach(*args: Any) -> object:
        known = reach_of_changes(*args)
        found["known" if known else "unknown"] += 1
        return known

    monkeypatch.setattr(invalidation, "current_manifest", both)
    monkeypatch.setattr(current_manifest, "reach_of_changes", reach)
    return found


@pytest.mark.parametrize("seed", [3, 14])
def test_random_edits(tmp_path: Path, compared: Counter[str], seed: int) -> None:
    actions = [each for each in random_actions(seed, 30) if each.kind != "build with 3"]
    Machine(tmp_path).run(actions, compares_only_last=True)
    assert compared["known"] >= 5


def _blog(site: Site) -> None:
    site.conf("html_baseurl = 'https://example.org/'\ntranscript_paginate = 2\n")
    for number in range(8):
        site.post(
            f"p{number}", title=f"P{number}", date=f"2016-01-{number + 1:02}",
            tags="[sea]" if number % 2 else "[tea]", series="Saga" if number > 5 else None,
            body=f"See [](p{(number + 3) % 8}.md).\n",
        )  # fmt: skip
    site.post("draft", title="Draft", date="2016-01-04", draft="true", tags="[sky]")


def _remove(site: Site, name: str) -> None:
    (site.srcdir / "post" / f"{name}.md").unlink()


def _rename(site: Site) -> None:
    _remove(site, "p4")
    site.post("q4", title="P4", date="2016-01-05", tags="[tea]")


EDITS: dict[str, Callable[[Site], object]] = {
    "added": lambda site: site.post("new", title="New", date="2016-01-03", tags="[sea]"),
    "added with a tag of its own": lambda site: site.post(
        "new", title="New", date="2017-01-03", tags="[ice]"
    ),
    # The end of its path is the path of another post.
    "added with a name like another": lambda site: site.post(
        "x-p3", title="New", date="2015-01-03"
    ),
    "removed": lambda site: _remove(site, "p4"),
    "renamed": _rename,
    "tags": lambda site: site.post("p4", title="P4", date="2016-01-05", tags="[sea, tea]"),
    "spelling of a tag": lambda site: site.post("p6", title="P6", date="2016-01-07", tags="[Tea]"),
    "date": lambda site: site.post("p4", title="P4", date="2018-01-05", tags="[tea]"),
    "title": lambda site: site.post("p4", title="Other", date="2016-01-05", tags="[tea]"),
    "draft that is published": lambda site: site.post(
        "draft", title="Draft", date="2016-01-04", tags="[sky]"
    ),
    "post that becomes a draft": lambda site: site.post(
        "p4", title="P4", date="2016-01-05", draft="true"
    ),
    "unlisted": lambda site: site.post("p4", title="P4", date="2016-01-05", unlisted="true"),
    "pinned": lambda site: site.post("p4", title="P4", date="2016-01-05", pinned="true"),
    "a longer series": lambda site: site.post("new", title="N", date="2016-01-03", series="Saga"),
    "another link": lambda site: site.post(
        "p4", title="P4", date="2016-01-05", tags="[tea]", body="See [](p1.md).\n"
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_edit(site: Site, compared: Counter[str], name: str) -> None:
    _blog(site)
    site.build()
    EDITS[name](site)
    build = site.build()
    assert compared["SOME_PAGES"] == 1
    assert_same_files(build, site.clean_build(), name)


def test_most_digests_are_kept(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    _blog(site)
    site.build()
    kept: list[int] = []
    kept_digests = current_manifest._kept_digests

    def note(*args: Any) -> dict[str, str]:
        found = kept_digests(*args)
        kept.append(len(found))
        return found

    monkeypatch.setattr(current_manifest, "_kept_digests", note)
    site.post("new", title="New", date="2015-01-03", tags="[ice]")
    site.build()
    assert kept == [7]


def test_only_related_posts_are_compared_for_a_tag(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    _blog(site)
    site.build(transcript_related=0)
    compared: list[str] = []
    add_parts = page_digests._add_parts_of_others

    def note(app: Sphinx, docname: str, parts: dict[str, Any]) -> None:
        compared.append(docname)
        add_parts(app, docname, parts)

    monkeypatch.setattr(page_digests, "_add_parts_of_others", note)
    site.post("new", title="New", date="2015-01-03", tags="[sea]")
    site.build(transcript_related=0)
    # The index lists posts. Of the others, only the one before the new post has another neighbour.
    assert sorted(compared) == ["index", "post/new", "post/p0"]
