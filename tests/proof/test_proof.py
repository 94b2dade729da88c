"""Sequences of edits at random; see model.py for what is edited and what must then be shown.

TRANSCRIPT_PROOF=long has many more of them, longer, and other ones each time.
"""

from __future__ import annotations

import os
from random import SystemRandom
from typing import TYPE_CHECKING

import pytest

from tests.proof.cut import prove
from tests.proof.machine import deal

if TYPE_CHECKING:
    from pathlib import Path

IS_LONG = os.environ.get("TRANSCRIPT_PROOF") == "long"
SEQUENCES = 25 if IS_LONG else 4
"""In this file, and as many in test_proof_further.py: pytest-xdist deals out files."""
STEPS = 100 if IS_LONG else 26


def prove_sequence(number: int, folder: Path) -> None:
    """Do a sequence of edits: a new one in the long run, else one that *number* tells."""
    seed = SystemRandom().randrange(2**32) if IS_LONG else number
    prove(folder, deal(seed, STEPS), note=f"This is of deal({seed}, {STEPS}).\n")


@pytest.mark.parametrize("number", range(SEQUENCES))
def test_every_build_equals_a_clean_one_and_the_model(number: int, tmp_path: Path) -> None:
    prove_sequence(number, tmp_path)
