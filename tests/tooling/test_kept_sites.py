"""Builds that the tests of a file share; see tests/helpers/kept_sites.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.build_files import page_times

if TYPE_CHECKING:
    from tests.conftest import Build
    from tests.helpers.kept_sites import KeptSite, KeptSites


def _filled(kept_sites: KeptSites) -> KeptSite:
    site = kept_sites.empty_site()
    site.post("a", title="A", date="2020-01-01")
    return site


def test_second_build_is_a_copy_that_the_next_build_goes_on_with(kept_sites: KeptSites) -> None:
    first = _filled(kept_sites).build_once()
    files, times = first.files(), page_times(first)
    site = _filled(kept_sites)
    second = site.build_once()
    assert len(kept_sites.builds) == 1
    assert second.outdir == site.folder / "build" / "html"
    assert (second.files(), page_times(second)) == (files, times)
    assert "1 post" in second.status
    again = site.build()
    assert "0 added, 0 changed, 0 removed" in again.status
    assert page_times(again) == times


def test_other_sources_settings_and_builders_are_built(kept_sites: KeptSites) -> None:
    site = _filled(kept_sites)
    builds: list[Build] = [
        site.clean_build_once(),
        site.clean_build_once("dirhtml"),
        site.clean_build_once(html_theme="basic"),
    ]
    site.post("a", title="Other", date="2020-01-01")
    builds.append(site.clean_build_once())
    pages = [build.files().get("post/a.html") for build in builds]
    assert len(set(pages)) == 4
    site.post("a", title="A", date="2020-01-01")
    assert site.clean_build_once().outdir == builds[0].outdir


def test_build_that_exists_is_not_replaced(kept_sites: KeptSites) -> None:
    site = _filled(kept_sites)
    site.build_once()
    with pytest.raises(FileExistsError):
        site.build_once()
