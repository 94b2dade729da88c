"""The proof itself: that it deals every edit, sees what is wrong, and cuts it down."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.conftest import Build
from tests.proof import expected, model
from tests.proof.cut import cut_down, simpler
from tests.proof.edits import KINDS, Action, apply
from tests.proof.machine import BUILDS, Machine, MismatchError, deal
from tests.proof.seen import difference
from tests.proof.test_proof import SEQUENCES, STEPS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

DEALT = [action for seed in range(2 * SEQUENCES) for action in deal(seed, STEPS)]


def test_every_edit_is_dealt_often() -> None:
    counts = Counter(action.kind for action in DEALT)
    assert {kind for kind in KINDS if counts[kind] < 5} == set()
    assert counts["build"] >= 200
    assert counts["build with 3"] >= 20
    assert counts["build one file"] >= 20


def test_same_seed_deals_the_same() -> None:
    assert deal(7, 20) == deal(7, 20) != deal(8, 20)


def test_model_shows_something_on_every_page() -> None:
    """Guard against a model and a site that agree because both are empty."""
    site, rows, neighbours = model.Site(), Counter[str](), 0
    for action in DEALT:
        site = apply(site, action)
        if action.kind in BUILDS:
            rows.update({page: len(expected.rows(site, page)[0]) for page in model.LISTINGS})
            neighbours += sum(len(expected.neighbours(site, name)) for name in site.posts)
    builds = sum(action.kind in BUILDS for action in DEALT)
    assert {page: count for page, count in rows.items() if count < builds / 4} == {}
    assert neighbours > 5 * builds


def test_model_is_checked_and_a_difference_found(
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


def test_differing_files_are_shown_in_short(tmp_path: Path) -> None:
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


def test_failing_sequence_is_cut_down_to_what_is_needed() -> None:
    actions = [Action("title", str(number), ("x", number)) for number in range(40)]
    actions = Random(0).sample(actions, len(actions))  # noqa: S311 (nothing secret)

    def fails(tried: Sequence[Action]) -> bool:
        values = {action.name: action.value for action in tried}
        return {"3", "17", "31"} <= values.keys() and 17 in values["17"]

    *kept, last = cut_down([*actions, Action("build")], fails, seconds=60)
    assert {action.name: action.value for action in kept} == {"3": (), "17": (17,), "31": ()}
    assert last == Action("build")


def test_values_are_made_simpler_by_one_part_at_a_time() -> None:
    assert list(simpler({"tags": ("a", "b"), "title": "T"})) == [
        {"title": "T"},
        {"title": "T", "tags": ("b",)},
        {"title": "T", "tags": ("a",)},
        {"tags": ("a", "b")},
    ]
