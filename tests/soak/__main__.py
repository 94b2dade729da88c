"""Run the soak: python -m tests.soak FOLDER [--seed N] [--seeds N] [--steps N].

A run that was ended goes on where it was: the seeds that have passed are noted in FOLDER.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from importlib import import_module
from pathlib import Path

import sphinx
from sphinx import locale

from tests.soak.machine import Soak
from tests.soak.steps import Step, draw


def main() -> int:
    """Soak the seeds that the command line asks for; return 1 where one of them fails."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1, help="the first seed (default: 1)")
    parser.add_argument("--seeds", type=int, default=20, help="how many seeds (default: 20)")
    parser.add_argument("--steps", type=int, default=100, help="steps a seed (default: 100)")
    arguments = parser.parse_args()
    _import_what_builds_need()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    passed = arguments.folder / f"passed-{sphinx.__version__}-{arguments.steps}.txt"
    known = set(passed.read_text("utf-8").split()) if passed.exists() else set()
    steps = failures = 0
    for seed in range(arguments.seed, arguments.seed + arguments.seeds):
        if str(seed) not in known:
            names, drawn = draw(seed, arguments.steps)
            differences = soak(arguments.folder / str(seed), names, drawn)
            steps += len(drawn)
            failures += bool(differences)
            print(f"{seed} ({', '.join(names)}): {differences or 'passed'}", flush=True)
            if not differences:
                with passed.open("a", encoding="utf-8") as file:
                    file.write(f"{seed}\n")
    print(f"{steps} steps, {failures} failures, Sphinx {sphinx.__version__}")
    return int(bool(failures))


def _import_what_builds_need() -> None:
    """Import what each forked build needs, as a build does: after a catalogue is loaded.

    Names of domains that are read before are objects that the builder json can't write.
    """
    locale.init([], None)
    for name in ("sphinx.ext.autodoc", "sphinx.ext.viewcode", "sphinx_transcript"):
        import_module(name)


def soak(folder: Path, names: list[str], steps: list[Step]) -> list[str]:
    """Do *steps* in *folder*; return the first differences, and the steps that led there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    machine = Soak(folder, names)
    for at, step in enumerate(steps):
        differences = machine.do(step)
        if differences:
            return [*differences, f"after {steps[: at + 1]}"]
    shutil.rmtree(folder)
    return []


if __name__ == "__main__":
    sys.exit(main())
