"""What a process notices of what it looks at; see serving/witness.py."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

# An audit hook stays until its process ends, so each case has a process of its own.
_PROGRAM = """\
import os, pathlib, subprocess, sys
from sphinx_transcript.serving.witness import Witness
folder = pathlib.Path(sys.argv[1])
witness = Witness()
witness.watch()
{looks}
witness.watch(False)
{changes}
print(witness.sees_change(), witness.ran_programs, sorted(map(os.path.basename, witness.written)))
"""

CASES = {
    "nothing": ("folder.joinpath('a').read_text()", "", "False False []"),
    "a file that it did not read": (
        "folder.joinpath('a').read_text()",
        "folder.joinpath('b').write_text('other')",
        "False False ['b']",
    ),
    "a file that it read": (
        "folder.joinpath('a').read_text()",
        "folder.joinpath('a').write_text('longer')",
        "True False ['a']",
    ),
    "a file of the same size put in its place": (
        "folder.joinpath('a').read_text()",
        "os.replace(folder / 'b', folder / 'a')",
        "True False ['a']",
    ),
    "a file that was not there": (
        "try: folder.joinpath('new').read_text()\nexcept OSError: pass",
        "folder.joinpath('new').write_text('')",
        "True False ['new']",
    ),
    "a name in a folder that it listed": (
        "list(folder.glob('*'))",
        "folder.joinpath('new').write_text('')",
        "True False ['new']",
    ),
    "a file in such a folder, saved": (
        "os.listdir(folder)",
        "folder.joinpath('a').write_text('longer')",
        "False False ['a']",
    ),
    "a program": ("subprocess.run([sys.executable, '-c', ''])", "", "False True []"),
    "what it does afterwards": (
        "",
        "folder.joinpath('a').read_text(); folder.joinpath('a').write_text('longer')",
        "False False ['a']",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_changes_of_what_was_looked_at_are_seen(case: str, tmp_path: Path) -> None:
    looks, changes, expected = CASES[case]
    for name in ("a", "b"):
        (tmp_path / name).write_text(name)
        os.utime(tmp_path / name, (1_000_000_000, 1_000_000_000))
    program = _PROGRAM.format(looks=textwrap.dedent(looks), changes=changes)
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == expected
