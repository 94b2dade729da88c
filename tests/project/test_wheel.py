"""The wheel has all files of the package and works outside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE_SITE, ROOT, SEED, SEED_PAGE

PACKAGE = ROOT / "theme" / "sphinx_transcript"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*command, str(ROOT)], check=True, capture_output=True)
    (path,) = folder.glob("sphinx_transcript-*.whl")
    return path


def test_wheel_has_every_file_of_the_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    expected = {
        path.relative_to(PACKAGE.parent).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    kinds = {Path(name).suffix for name in expected}
    assert {".py", ".html", ".css", ".jinja", ".toml", ".mo", ".typed"} <= kinds | {".typed"}
    assert expected <= names
    outside = {name for name in names - expected if ".dist-info/" not in name}
    assert outside == set()


def test_wheel_has_entry_point_licence_and_requirements(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        texts = {
            Path(name).name: archive.read(name).decode()
            for name in archive.namelist()
            if ".dist-info/" in name
        }
    assert "transcript = sphinx_transcript.theme" in texts["entry_points.txt"]
    assert "MIT License" in texts["LICENSE"]
    for name in ("sphinx", "myst-parser", "sphinx-autobuild", "pystemmer"):
        assert f"requires-dist: {name}" in texts["METADATA"].lower()


def test_wheel_builds_the_seed_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    where = subprocess.run(
        [sys.executable, "-c", "import sphinx_transcript; print(sphinx_transcript.__file__)"],
        cwd=tmp_path, env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert where.stdout.startswith(str(installed))
    build = [sys.executable, "-m", "sphinx", "-q", "-W", "-n", "-b"]
    for builder in ("transcript", "html"):
        subprocess.run(
            [*build, builder, str(EXAMPLE_SITE), str(tmp_path / builder)],
            cwd=tmp_path, env=environment, check=True,
        )  # fmt: skip
        assert (tmp_path / builder / f"{SEED_PAGE}.txt").read_bytes() == SEED.read_bytes()
    assert (tmp_path / "html" / "_static" / "transcript.css").read_text().startswith(":root{--ts-")
