"""Each dependency is needed: where it is left out, some edit leaves a page that is wrong."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.incremental import dependencies, page_digests
from tests.helpers.build_files import assert_same_files
from tests.incremental.dependency_scenarios import PAGES
from tests.incremental.site_scenarios import COMMON, GENERATED

if TYPE_CHECKING:
    from tests.conftest import Build, Site
    from tests.incremental.dependency_scenarios import Scenario

TABLES = {
    "PAGE_DEPENDENCIES": PAGES,
    "COMMON_DEPENDENCIES": COMMON,
    "GENERATED_DEPENDENCIES": GENERATED,
}
CASES = [(table, name) for table, scenarios in TABLES.items() for name in scenarios]


def build_edited(site: Site, scenario: Scenario) -> tuple[Build, Build]:
    """Return builds after the edit of *scenario*: into the folder of the first build, and clean."""
    steps = scenario(site)
    builder = next(steps)
    site.build(builder, into="kept")
    for other in steps:
        site.build(other, into="kept")
    shutil.rmtree(site.folder / "before", ignore_errors=True)
    shutil.copytree(site.folder / "kept", site.folder / "before")
    return site.build(builder, into="kept"), site.clean_build(builder)


@pytest.mark.parametrize(("table", "name"), CASES)
def test_edit_is_seen(site: Site, table: str, name: str) -> None:
    after, clean = build_edited(site, TABLES[table][name])
    assert_same_files(after, clean, name)


@pytest.mark.parametrize(("table", "name"), CASES)
def test_edit_is_missed_without_the_dependency(
    site: Site, monkeypatch: pytest.MonkeyPatch, table: str, name: str
) -> None:
    names = {key: text for key, text in getattr(dependencies, table).items() if key != name}
    monkeypatch.setattr(page_digests, table, names)
    after, clean = build_edited(site, TABLES[table][name])
    with pytest.raises(AssertionError, match="left out"):
        assert_same_files(after, clean, "left out")


@pytest.mark.parametrize("table", TABLES)
def test_each_dependency_has_a_scenario(table: str) -> None:
    assert set(TABLES[table]) == set(getattr(dependencies, table))
