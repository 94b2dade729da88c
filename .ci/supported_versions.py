"""Test the packages of this checkout with each supported Python version that is installed.

The oldest Python is tested with the oldest supported dependencies, the others with the newest. Each
has an environment outside the checkout with the wheel. The unpacked sdist provides the unit tests
and the example site, which must build without warnings and contain the expected text of the seed.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from interpreters import find_all, supported
from packages import ROOT, Environment, Packages

OLDEST = ("sphinx==8.2.0", "myst-parser<5", "sphinx-autobuild==2024.9.19")
"""The oldest releases of dependencies that pyproject.toml allows."""
UNIT_TESTS = ("tests/post", "tests/shell", "tests/blog", "tests/tooling/test_interpreters.py")
"""Tests that need only the package, pytest and hypothesis. Missing ones are skipped."""
SEED = (
    "post/bios-beep-sequence-/-we-scaled-it-past-what-it-knew-/-the-service-persists.txt",
    "tests/data/transcript.txt",
)
"""A file of the built site, and the file of the checkout with its expected content."""


def main() -> int:
    """Test all versions that are installed, and return the exit status."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    versions = supported(project["classifiers"])
    found = find_all(versions)
    print(f"supported versions: {', '.join(found) or 'none'}", flush=True)
    error_message = missing_version_error(versions, list(found))
    if error_message:
        print(error_message, file=sys.stderr, flush=True)
        if not found or os.environ.get("CI") == "true":
            return 1
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        try:
            packages = Packages.build(scratch / "dist")
            for version, is_oldest in select_runs(list(found)):
                folder = scratch / "test"
                folder.mkdir()
                check_version(found[version], packages, folder, OLDEST if is_oldest else ())
                shutil.rmtree(folder)
        except subprocess.CalledProcessError as error:
            command = shlex.join(map(str, error.cmd))
            print(f"exit status {error.returncode}: {command}", file=sys.stderr)
            return 1
    return 0


def missing_version_error(versions: list[str], found: list[str]) -> str:
    """Return an error message if no version newer than the oldest was *found*; else nothing."""
    if any(version in found for version in versions[1:]):
        return ""
    return f"no Python newer than {versions[0]} was found: install {' or '.join(versions[1:])}"


def select_runs(found: list[str]) -> list[tuple[str, bool]]:
    """Return each version to test, and whether to test it with the oldest dependencies.

    If only one version was *found*, it is tested with both the oldest and the newest.
    """
    oldest, *others = found
    return [(oldest, True), *((version, False) for version in others or [oldest])]


def check_version(
    python: Path, packages: Packages, folder: Path, requirements: tuple[str, ...] = ()
) -> None:
    """Test *packages* with *python* and *requirements* in the empty *folder*.

    Raises CalledProcessError or SystemExit if a test fails.
    """
    environment = Environment(python, folder / "venv")
    # The example site has recordings.
    environment.install(f"{packages.wheel}[recordings]", *requirements, "pytest", "hypothesis")
    versions = [environment.run(name, "--version").strip() for name in ("python", "sphinx-build")]
    print(f"{', '.join(versions)}: the seed, the example site, unit tests", flush=True)
    sources = packages.unpack_sdist(folder)
    compare_seed(environment, sources, folder)
    # This changes a post, so it must come after the comparison.
    serve_once = str(sources / ".ci" / "serve_once.py")
    environment.run("python", serve_once, str(sources / "example_site"), str(folder / "served"))
    run_unit_tests(environment, sources)


def compare_seed(environment: Environment, sources: Path, folder: Path) -> None:
    """Build the example site without warnings, and compare the text page of the seed."""
    written, expected = SEED
    # With two processes, too: what these use of Sphinx differs between releases.
    build = ("-q", "-W", "-n", "-j", "2", "-b")
    for builder in ("transcript", "html"):
        output = folder / builder
        environment.run("sphinx-build", *build, builder, str(sources / "example_site"), str(output))
        if (output / written).read_bytes() != (ROOT / expected).read_bytes():
            raise SystemExit(f"the {builder} build: {written} differs from {expected}")


def run_unit_tests(environment: Environment, sources: Path) -> None:
    """Run the unit tests of *sources* with the installed package."""
    where = environment.run(
        "python", "-c", "import sphinx_transcript; print(sphinx_transcript.__file__)"
    )
    if "site-packages" not in Path(where).parts:
        raise SystemExit(f"the tests would import {where} instead of the installed package")
    tests = [name for name in UNIT_TESTS if (sources / name).exists()]
    if not tests:
        raise SystemExit("the sdist has no unit tests")
    pytest = ("-m", "pytest", "-q", "-p", "no:cacheprovider")
    environment.show("python", *pytest, *tests, folder=sources)


if __name__ == "__main__":
    sys.exit(main())
