"""The dependency observer detects changes of what a process has read."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

# An audit hook can't be removed, so each case runs in a process of its own.
_PROGRAM = """\
import os, pathlib, subprocess, sys
from sphinx_transcript.serve.dependency_observer import DependencyObserver
folder = pathlib.Path(sys.argv[1])
observer = DependencyObserver()
observer.start()
{reads}
observer.stop()
{changes}
written = sorted(map(os.path.basename, observer.files_written))
print(observer.has_changes(), observer.ran_programs, written)
"""

CASES = {
    "nothing": ("folder.joinpath('a').read_text()", "", "False False []"),
    "another file": (
        "folder.joinpath('a').read_text()",
        "folder.joinpath('b').write_text('other')",
        "False False ['b']",
    ),
    "a file that was read": (
        "folder.joinpath('a').read_text()",
        "folder.joinpath('a').write_text('longer')",
        "True False ['a']",
    ),
    "a file replaced by one of the same size": (
        "folder.joinpath('a').read_text()",
        "os.replace(folder / 'b', folder / 'a')",
        "True False ['a']",
    ),
    "a file that did not exist": (
        "try: folder.joinpath('new').read_text()\nexcept OSError: pass",
        "folder.joinpath('new').write_text('')",
        "True False ['new']",
    ),
    "a new file in a folder that was listed": (
        "list(folder.glob('*'))",
        "folder.joinpath('new').write_text('')",
        "True False ['new']",
    ),
    "an existing file in a folder that was listed": (
        "os.listdir(folder)",
        "folder.joinpath('a').write_text('longer')",
        "False False ['a']",
    ),
    "a program that was run": ("subprocess.run([sys.executable, '-c', ''])", "", "False True []"),
    "a file that was read after observing stopped": (
        "",
        "folder.joinpath('a').read_text(); folder.joinpath('a').write_text('longer')",
        "False False ['a']",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_changes_of_dependencies_are_detected(case: str, tmp_path: Path) -> None:
    reads, changes, expected = CASES[case]
    for name in ("a", "b"):
        (tmp_path / name).write_text(name)
        os.utime(tmp_path / name, (1_000_000_000, 1_000_000_000))
    program = _PROGRAM.format(reads=textwrap.dedent(reads), changes=changes)
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == expected
