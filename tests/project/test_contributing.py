"""CONTRIBUTING.md is up to date: the map of the rooms, the named files, the layers."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.conftest import ROOT
from tests.helpers.room_map import GUIDE, PACKAGE, map_table, rooms

TEXT = GUIDE.read_text("utf-8")


def test_map_is_generated_from_the_docstrings() -> None:
    assert map_table() in TEXT, "to update it: python3 develop.py map"


def test_every_room_is_in_the_layers_and_has_a_description() -> None:
    packages = sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))
    assert sorted(rooms()) == packages
    for name, (subject, flow) in rooms().items():
        assert subject.endswith("."), name
        # The second paragraph describes input and output, or what the room must not know.
        assert flow.count(". ") + flow.endswith(".") >= 1, name


def test_root_of_the_package_contains_only_rooms() -> None:
    entries = {path.name for path in PACKAGE.iterdir() if path.name != "__pycache__"}
    assert entries == {"__init__.py", "__main__.py", "command_start.py", "py.typed", *rooms()}


NAMED = sorted(set(re.findall(r"`([\w./-]+/[\w.-]*(?:\.(?:py|html|md|toml|yml))?)`", TEXT)))


@pytest.mark.parametrize("name", NAMED)
def test_named_file_exists(name: str) -> None:
    folders = (ROOT, PACKAGE, ROOT / ".github" / "workflows")
    assert any((folder / name).exists() for folder in folders), name


def test_each_room_has_tests() -> None:
    untested = {name for name in rooms() if not list((ROOT / "tests" / name).glob("test_*.py"))}
    assert untested == set()


def test_no_room_is_in_two_layers() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    names = [name.strip() for layer in layers for name in layer.split("|")]
    assert len(names) == len(set(names))
