"""The checks of .ci/rehearse_release.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import rehearse_release
from packages import Packages
from rehearse_release import (
    blog_commands,
    files_by_hand,
    link_faults,
    metadata,
    tag_faults,
)
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

README = (ROOT / "README.md").read_text("utf-8")
HOME = "https://github.com/sphinx-transcript/sphinx-transcript"


def test_links_in_the_description_point_to_files_of_the_repository(tmp_path: Path) -> None:
    packages = Packages.build(tmp_path / "dist")
    version, description = metadata(packages.wheel)
    assert list(link_faults(description, version)) == []
    # The only change is the prefix of relative links.
    raw = "https://raw.githubusercontent.com/sphinx-transcript/sphinx-transcript"
    unprefixed = description.replace(f"{HOME}/blob/v{version}/", "")
    assert unprefixed.replace(f"{raw}/v{version}/", "") == README
    assert (
        f"]({raw}/v{version}/example_site/manual/reload-dark.gif#gh-dark-mode-only)" in description
    )
    # The sdist has the same description.
    sources = packages.unpack_sdist(tmp_path)
    assert description in (sources / "PKG-INFO").read_text("utf-8")


@pytest.mark.parametrize(
    ("target", "fault"),
    [
        ("example_site/manual/index.md", "a relative link"),
        (f"{HOME}/blob/v1.0/README.md", "to another version"),
        (f"{HOME}/blob/v2.0/nowhere.md", "a missing file"),
        (f"{HOME}/blob/v2.0/README.md", ""),
        ("https://example.org/", ""),
    ],
)
def test_invalid_links_in_a_description_are_reported(target: str, fault: str) -> None:
    faults = list(link_faults(f"See [it]({target}).", "2.0"))
    assert len(faults) == bool(fault)
    assert not faults or fault in faults[0]


def test_description_without_links_is_reported() -> None:
    assert len(list(link_faults("Nothing.", "2.0"))) == 1


@pytest.mark.parametrize(
    ("heading", "count"),
    [
        ("## [1.2.3] - 2016-09-26", 0),
        ("## [1.2.3] - unreleased", 1),
        ("## [Unreleased]\n\n## [1.2.2] - 2016-09-26", 1),
        ("", 1),
    ],
)
def test_tag_must_match_the_version_and_the_changelog(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, heading: str, count: int
) -> None:
    monkeypatch.setattr(rehearse_release, "ROOT", tmp_path)
    (tmp_path / "CHANGELOG.md").write_text(f"# Changelog\n\n{heading}\n\n### Added\n")
    assert len(list(tag_faults("v1.2.3", "1.2.3"))) == count
    assert len(list(tag_faults("1.2.3", "1.2.3"))) == count + 1
    assert len(list(tag_faults("v1.2.4", "1.2.3"))) == count + 1


def test_commands_and_files_are_extracted_from_the_readme() -> None:
    assert blog_commands(README)[:3] == [
        ["pip", "install", "sphinx-transcript"],
        ["sphinx-transcript", "init", "blog"],
        ["cd", "blog"],
    ]
    files = files_by_hand(README)
    assert "```{blog-index}" in files["index.md"]
    assert 'extensions = ["sphinx_transcript"]' in files["conf.py"]
