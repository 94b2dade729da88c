"""Random sequences of edits while the site is served; see test_proof.py."""

from __future__ import annotations

import os
from random import SystemRandom
from typing import TYPE_CHECKING

import pytest

from tests.proof.machine import random_actions
from tests.proof.served_machine import ServedMachine

if TYPE_CHECKING:
    from pathlib import Path

IS_LONG = os.environ.get("TRANSCRIPT_PROOF") == "long"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes can't be forked here")
@pytest.mark.parametrize("number", range(10 if IS_LONG else 2))
def test_served_files_equal_a_clean_build_with_drafts(number: int, tmp_path: Path) -> None:
    seed, steps = (SystemRandom().randrange(2**32), 60) if IS_LONG else (100 + number, 20)
    machine = ServedMachine(tmp_path)
    try:
        machine.run(random_actions(seed, steps))
        assert machine.compare_with_sphinx_build() == ""
    except AssertionError as error:
        raise AssertionError(f"random_actions({seed}, {steps}): {error}") from error
    finally:
        machine.close()
