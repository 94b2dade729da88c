"""develop.py keeps one environment for all commands and installs only the extras they need."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import develop
import pytest

if TYPE_CHECKING:
    from pathlib import Path

SERVE, TEST = develop.SITE, develop.TEST


class FakeCommands:
    """Records the commands of develop.py instead of running them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.log: list[str] = []
        self.succeed = True

    def run(self, *command: str) -> int:
        """Record *command*; create the interpreter if it makes an environment."""
        if "venv" in command:
            develop.PYTHON.parent.mkdir(parents=True)
            develop.PYTHON.touch()
            self.log.append("make")
        elif not self.succeed:
            raise subprocess.CalledProcessError(1, command)
        else:
            self.log.append(f"install {command[-1]}")
        return 0

    def install(self, *extras_of_commands: frozenset[str]) -> list[str]:
        """Install the extras of each command in turn, and return the recorded commands."""
        self.log = []
        for extras in extras_of_commands:
            develop.install(extras)
        return self.log


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeCommands:
    """Return the fake commands, for a project without an environment."""
    fake = FakeCommands(tmp_path)
    venv = tmp_path / ".venv"
    (tmp_path / "pyproject.toml").write_text("")
    for name, value in {
        "ROOT": tmp_path,
        "VENV": venv,
        "PYTHON": venv / "bin" / "python",
        "STAMP": venv / "installed-for",
        "run": fake.run,
    }.items():
        monkeypatch.setattr(develop, name, value)
    return fake


def test_serve_installs_what_the_example_site_needs(commands: FakeCommands) -> None:
    assert commands.install(SERVE, SERVE) == ["make", "install .[recordings]"]


def test_test_extras_are_added_to_an_existing_environment(commands: FakeCommands) -> None:
    commands.install(SERVE)
    assert commands.install(TEST, TEST, SERVE) == ["install .[recordings,test]"]


def test_serve_uses_the_environment_of_the_tests(commands: FakeCommands) -> None:
    assert commands.install(TEST, SERVE, TEST) == ["make", "install .[recordings,test]"]


def test_changed_pyproject_makes_a_new_environment(commands: FakeCommands) -> None:
    commands.install(TEST)
    (commands.root / "pyproject.toml").write_text("# Another dependency.")
    assert commands.install(SERVE) == ["make", "install .[recordings]"]


def test_deleted_environment_is_made_again(commands: FakeCommands) -> None:
    commands.install(TEST)
    shutil.rmtree(develop.VENV)
    assert commands.install(TEST) == ["make", "install .[recordings,test]"]


def test_failed_installation_is_repeated(commands: FakeCommands) -> None:
    commands.install(SERVE)
    commands.succeed = False
    with pytest.raises(subprocess.CalledProcessError):
        commands.install(TEST)
    commands.succeed = True
    assert commands.install(SERVE, TEST) == ["install .[recordings,test]"]


def test_stamp_of_an_earlier_format_is_ignored(commands: FakeCommands) -> None:
    commands.install(TEST)
    develop.STAMP.write_text(develop.read_stamp()[0])
    assert commands.install(SERVE) == ["make", "install .[recordings]"]
