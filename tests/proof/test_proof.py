"""Random sequences of edits; see `model` for what is edited and what is checked.

With TRANSCRIPT_PROOF=long there are more and longer sequences, different ones in each run.
"""

from __future__ import annotations

import os
from random import SystemRandom
from typing import TYPE_CHECKING

import pytest

from tests.proof.machine import random_actions
from tests.proof.shrinking import prove

if TYPE_CHECKING:
    from pathlib import Path

IS_LONG = os.environ.get("TRANSCRIPT_PROOF") == "long"
SEQUENCES = 50 if IS_LONG else 8
STEPS = 100 if IS_LONG else 26


def prove_sequence(number: int, folder: Path) -> None:
    """Run a random sequence of edits; *number* is the seed, except in a long run."""
    seed = SystemRandom().randrange(2**32) if IS_LONG else number
    prove(
        folder,
        random_actions(seed, STEPS),
        note=f"Part of random_actions({seed}, {STEPS}).\n",
    )


@pytest.mark.parametrize("number", range(SEQUENCES))
def test_every_build_equals_a_clean_build_and_the_model(number: int, tmp_path: Path) -> None:
    prove_sequence(number, tmp_path)
