"""Tests of the random tests: they use every edit, detect differences, and shrink failures."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.conftest import Build
from tests.proof import expected, model
from tests.proof.comparison import difference
from tests.proof.edits import KINDS, Action, apply
from tests.proof.machine import BUILDS, Machine, MismatchError, random_actions
from tests.proof.shrinking import shrink, simpler
from tests.proof.test_proof import SEQUENCES, STEPS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ACTIONS = [action for seed in range(SEQUENCES) for action in random_actions(seed, STEPS)]


def test_every_kind_of_edit_and_build_is_frequent() -> None:
    counts = Counter(action.kind for action in ACTIONS)
    assert {kind for kind in KINDS if counts[kind] < 5} == set()
    assert counts["build"] >= 200
    assert counts["build with 3"] >= 20
    assert counts["build one file"] >= 20


def test_same_seed_gives_the_same_actions() -> None:
    assert random_actions(7, 20) == random_actions(7, 20) != random_actions(8, 20)


def test_model_lists_posts_on_every_page() -> None:
    """Guard against a model and a site that only agree because both are empty."""
    site, rows, neighbours = model.Site(), Counter[str](), 0
    for action in ACTIONS:
        site = apply(site, action)
        if action.kind in BUILDS:
            rows.update({page: len(expected.rows(site, page)[0]) for page in model.LISTINGS})
            neighbours += sum(len(expected.neighbours(site, name)) for name in site.posts)
    builds = sum(action.kind in BUILDS for action in ACTIONS)
    assert {page: count for page, count in rows.items() if count < builds / 4} == {}
    assert neighbours > 5 * builds


def test_differences_from_clean_build_and_model_are_detected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = Machine(tmp_path)
    machine.run([Action("add", "a"), Action("add", "b"), Action("build")])
    stale = tmp_path / "kept" / "html" / "stale.html"
    stale.write_text("<p>Left behind</p>")
    with pytest.raises(MismatchError, match=r"only in kept: stale\.html"):
        machine.run([Action("build")])
    stale.unlink()
    monkeypatch.setattr(expected, "neighbours", lambda site, name: ["newer nothing"])
    with pytest.raises(MismatchError, match=r"neighbours in post/a\.html"):
        machine.run([Action("title", "a", "Other"), Action("build")])


def test_difference_is_described_briefly(tmp_path: Path) -> None:
    for name, text in {"one": "same\nbefore\n", "other": "same\nafter\n"}.items():
        (tmp_path / name / "html").mkdir(parents=True)
        (tmp_path / name / "html" / "a.html").write_text(text)
    one, other = (Build(tmp_path / name / "html", "", "") for name in ("one", "other"))
    assert difference(one, one) == ""
    assert difference(one, other).splitlines() == [
        "differ: a.html",
        "--- a.html: one, then other",
        "-before",
        "+after",
    ]


def test_failing_sequence_is_shrunk_to_the_needed_actions() -> None:
    actions = [Action("title", str(number), ("x", number)) for number in range(40)]
    actions = Random(0).sample(actions, len(actions))  # noqa: S311 (not for security)

    def fails(tried: Sequence[Action]) -> bool:
        values = {action.name: action.value for action in tried}
        return {"3", "17", "31"} <= values.keys() and 17 in values["17"]

    *kept, last = shrink([*actions, Action("build")], fails, seconds=60)
    assert {action.name: action.value for action in kept} == {"3": (), "17": (17,), "31": ()}
    assert last == Action("build")


def test_simpler_values_lack_one_part() -> None:
    assert list(simpler({"tags": ("a", "b"), "title": "T"})) == [
        {"title": "T"},
        {"title": "T", "tags": ("b",)},
        {"title": "T", "tags": ("a",)},
        {"tags": ("a", "b")},
    ]
