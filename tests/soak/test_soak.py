"""A few short sequences of the soak; ``python -m tests.soak FOLDER`` runs long ones."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.conftest import Site
from tests.soak.features import FEATURES
from tests.soak.machine import Soak, differences
from tests.soak.steps import BUILDERS, Step, draw

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="builds are forked")
SEEDS = (103, 109, 113, 116, 2004)
"""Each of them has once found a fault."""


@pytest.fixture(scope="module", autouse=True)
def _prepared_process(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Build once in this process: the forked builds find templates compiled, modules imported."""
    site = Site(tmp_path_factory.mktemp("first"))
    site.post("one", title="One", date="2020-01-01", tags="[tea]", series="All")
    for builder in BUILDERS:
        site.build(builder)


@pytest.mark.parametrize("seed", SEEDS)
def test_each_build_equals_a_clean_one(seed: int, tmp_path: Path) -> None:
    names, steps = draw(seed, 16)
    soak = Soak(tmp_path, names)
    for at, step in enumerate(steps):
        assert soak.do(step) == [], steps[: at + 1]


@pytest.mark.parametrize("name", FEATURES)
def test_nothing_changed_writes_no_page(name: str, tmp_path: Path) -> None:
    soak = Soak(tmp_path, [name])
    assert soak.do(Step("build", "html", 1)) == []
    assert soak.do(Step("again", "html")) == []


def test_differences_are_seen(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "equal").write_text("a", "utf-8")
        (tmp_path / name / "differs").write_text(name, "utf-8")
    (tmp_path / "one" / "more").touch()
    (tmp_path / "other" / "less").touch()
    assert list(differences(tmp_path / "one", tmp_path / "other")) == [
        "differs: differs", "missing: less", "left over: more"
    ]  # fmt: skip
