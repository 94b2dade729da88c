"""More random sequences of edits, so that pytest-xdist can run them at the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.proof.test_proof import SEQUENCES, prove_sequence

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("number", range(SEQUENCES, 2 * SEQUENCES))
def test_every_further_build_equals_a_clean_build_and_model(number: int, tmp_path: Path) -> None:
    prove_sequence(number, tmp_path)
