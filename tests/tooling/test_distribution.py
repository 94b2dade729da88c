"""There are more processes of tests than processors, and the slow tests come first."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.helpers import distribution

GB = 1_000_000_000


@pytest.mark.parametrize(
    ("processors", "memory", "expected"),
    [(2, 24 * GB, 4), (2, 8 * GB, 4), (2, 4 * GB, 2), (4, 8 * GB, 5), (8, 64 * GB, 12), (2, 0, 2)],
)
def test_processes_fit_into_the_memory(processors: int, memory: int, expected: int) -> None:
    assert distribution.processes(processors, memory) == expected


def test_slow_files_exist_and_are_first() -> None:
    known = {path.name: path for path in ROOT.rglob("tests/*/test_*.py")}
    assert {name for name in distribution.SLOWEST_FILES if name not in known} == set()
    assert {name for name in distribution.SPLIT_FILES if name not in known} == set()
    names = ["test_a.py", "test_proof.py", "test_b.py", "test_proof_served.py"]
    items: list[Any] = [SimpleNamespace(path=known.get(each, ROOT / each)) for each in names]
    distribution.pytest_collection_modifyitems(items)
    assert [item.path.name for item in items] == [
        "test_proof_served.py", "test_proof.py", "test_a.py", "test_b.py"
    ]  # fmt: skip


def test_one_process_runs_the_tests_of_a_file() -> None:
    assert distribution.scope_of("tests/a/test_a.py::test_b[c::d]") == "tests/a/test_a.py"


def test_long_tests_that_share_nothing_are_split() -> None:
    one = "tests/proof/test_proof.py::test_b[1]"
    assert distribution.scope_of(one) == one
