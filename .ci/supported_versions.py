"""Try the packages of this checkout with each supported version of Python that is found.

The oldest one gets the oldest supported releases of what the package builds on, the others get the
newest. Each has an environment outside the checkout, with the wheel in it. All else comes from the
unpacked sdist: the example site, which has to leave the text of the seed, and the unit tests.
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
"""The oldest releases that pyproject.toml allows."""
UNIT_TESTS = ("tests/post", "tests/shell", "tests/blog", "tests/tooling/test_interpreters.py")
"""Tests that need the package, and pytest and hypothesis besides. One that is missing is skipped.
"""
SEED = (
    "post/bios-beep-sequence-/-we-scaled-it-past-what-it-knew-/-the-service-persists.txt",
    "tests/data/transcript.txt",
)
"""A file of the built site, and the file of the checkout that it has to equal."""


def main() -> int:
    """Try all versions that are found, and return the exit status."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    versions = supported(project["classifiers"])
    found = find_all(versions)
    print(f"supported versions: {', '.join(found) or 'none'}", flush=True)
    missing = complaint(versions, list(found))
    if missing:
        print(missing, file=sys.stderr, flush=True)
        if not found or os.environ.get("CI") == "true":
            return 1
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        try:
            packages = Packages.build(scratch / "dist")
            for version, is_oldest in plan(list(found)):
                folder = scratch / "try"
                folder.mkdir()
                attempt(found[version], packages, folder, OLDEST if is_oldest else ())
                shutil.rmtree(folder)
        except subprocess.CalledProcessError as error:
            command = shlex.join(map(str, error.cmd))
            print(f"exit status {error.returncode}: {command}", file=sys.stderr)
            return 1
    return 0


def complaint(versions: list[str], found: list[str]) -> str:
    """Return what to say where only some of the *versions* were *found*; nothing if it will do."""
    if any(version in found for version in versions[1:]):
        return ""
    return f"no Python newer than {versions[0]} was found: install {' or '.join(versions[1:])}"


def plan(found: list[str]) -> list[tuple[str, bool]]:
    """Return each version to try, and whether with the oldest releases of what it builds on.

    The only version is tried with both.
    """
    oldest, *others = found
    return [(oldest, True), *((version, False) for version in others or [oldest])]


def attempt(
    python: Path, packages: Packages, folder: Path, requirements: tuple[str, ...] = ()
) -> None:
    """Try *packages* with *python* and *requirements* in *folder*, which is empty."""
    environment = Environment(python, folder / "venv")
    environment.install(packages.wheel, *requirements, "pytest", "hypothesis")
    versions = [environment.run(name, "--version").strip() for name in ("python", "sphinx-build")]
    print(f"{', '.join(versions)}: the seed, the example site, unit tests", flush=True)
    sources = packages.unpack_sdist(folder)
    compare_seed(environment, sources, folder)
    # It saves a post, so it has to be last among what looks at the site.
    serve_once = str(sources / ".ci" / "serve_once.py")
    environment.run("python", serve_once, str(sources / "example_site"), str(folder / "served"))
    run_unit_tests(environment, sources)


def compare_seed(environment: Environment, sources: Path, folder: Path) -> None:
    """Build the example site without a warning, and compare the transcript of the seed."""
    written, expected = SEED
    build = ("-q", "-W", "-n", "-b")
    for builder in ("transcript", "html"):
        output = folder / builder
        environment.run("sphinx-build", *build, builder, str(sources / "example_site"), str(output))
        if (output / written).read_bytes() != (ROOT / expected).read_bytes():
            raise SystemExit(f"the {builder} build: {written} is not as {expected} has it")


def run_unit_tests(environment: Environment, sources: Path) -> None:
    """Run the unit tests of *sources*, of which nothing but the tests is imported."""
    where = environment.run(
        "python", "-c", "import sphinx_transcript; print(sphinx_transcript.__file__)"
    )
    if "site-packages" not in Path(where).parts:
        raise SystemExit(f"not the installed package would be tested, but {where}")
    tests = [name for name in UNIT_TESTS if (sources / name).exists()]
    if not tests:
        raise SystemExit("the sdist has no unit tests")
    pytest = ("-m", "pytest", "-q", "-p", "no:cacheprovider")
    environment.show("python", *pytest, *tests, folder=sources)


if __name__ == "__main__":
    sys.exit(main())
