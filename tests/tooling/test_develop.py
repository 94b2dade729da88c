"""One environment does for all commands of develop.py, and has no more than they need."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import develop
import pytest

if TYPE_CHECKING:
    from pathlib import Path

SERVE, TEST = develop.NO_EXTRAS, develop.TEST


class Machine:
    """Stands for what develop.py runs; it makes no environment."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.done: list[str] = []
        self.works = True

    def run(self, *command: str) -> int:
        """Note what *command* does to the environment."""
        if "venv" in command:
            develop.PYTHON.parent.mkdir(parents=True)
            develop.PYTHON.touch()
            self.done.append("make")
        elif not self.works:
            raise subprocess.CalledProcessError(1, command)
        else:
            self.done.append(f"install {command[-1]}")
        return 0

    def install(self, *commands: frozenset[str]) -> list[str]:
        """Have an environment for *commands*, one after the other; return what that takes."""
        self.done = []
        for extras in commands:
            develop.install(extras)
        return self.done


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """Return a machine with a project that has no environment yet."""
    made = Machine(tmp_path)
    venv = tmp_path / ".venv"
    (tmp_path / "pyproject.toml").write_text("")
    for name, value in {
        "ROOT": tmp_path,
        "VENV": venv,
        "PYTHON": venv / "bin" / "python",
        "STAMP": venv / "installed-for",
        "run": made.run,
    }.items():
        monkeypatch.setattr(develop, name, value)
    return made


def test_serving_installs_no_tests(machine: Machine) -> None:
    assert machine.install(SERVE, SERVE) == ["make", "install ."]


def test_tests_add_to_what_serving_has_installed(machine: Machine) -> None:
    machine.install(SERVE)
    assert machine.install(TEST, TEST, SERVE) == ["install .[test]"]


def test_serving_needs_nothing_more_than_tests(machine: Machine) -> None:
    assert machine.install(TEST, SERVE, TEST) == ["make", "install .[test]"]


def test_another_project_file_makes_another_environment(machine: Machine) -> None:
    machine.install(TEST)
    (machine.root / "pyproject.toml").write_text("# Another dependency.")
    assert machine.install(SERVE) == ["make", "install ."]


def test_an_environment_that_is_gone_is_made_again(machine: Machine) -> None:
    machine.install(TEST)
    shutil.rmtree(develop.VENV)
    assert machine.install(TEST) == ["make", "install .[test]"]


def test_what_could_not_be_installed_is_not_taken_for_installed(machine: Machine) -> None:
    machine.install(SERVE)
    machine.works = False
    with pytest.raises(subprocess.CalledProcessError):
        machine.install(TEST)
    machine.works = True
    assert machine.install(SERVE, TEST) == ["install .[test]"]


def test_stamp_of_an_earlier_develop_py_is_that_of_nothing(machine: Machine) -> None:
    machine.install(TEST)
    develop.STAMP.write_text(develop.read_stamp()[0])
    assert machine.install(SERVE) == ["make", "install ."]
