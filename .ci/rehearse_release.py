"""Rehearse a release: build and check the packages, and follow the README with the wheel.

Usage: rehearse_release.py [--output FOLDER] [--tag TAG]

The packages to upload are written to FOLDER, if it is given. With a TAG, such as v1.2.3, the
versions of the package and the changelog must match the tag.
"""

from __future__ import annotations

import argparse
import email
import re
import shlex
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from packages import ROOT, Environment, Packages

if TYPE_CHECKING:
    from collections.abc import Iterator

HOME = re.compile(
    r"https://(?:github\.com|raw\.githubusercontent\.com)/sphinx-transcript/sphinx-transcript/"
    r"(?:blob/)?v(?P<version>[^/]+)/(?P<path>.+)"
)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_FENCE = re.compile(
    r"^(?P<marks>`{3,})(?P<language>[^`\n]*)\n(?P<code>.*?)^(?P=marks)$", re.MULTILINE | re.DOTALL
)
_SECTION = re.compile(r"^## \[(?P<version>[^\]]+)\] - (?P<date>\S+)$", re.MULTILINE)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
FURTHER_COMMANDS = (
    "sphinx-transcript new 'The disk / was full' --date 2016-09-26 --tags disk",
    "sphinx-transcript new 'Not yet' --draft",
    "sphinx-transcript list --all",
    "sphinx-transcript list --json",
    "sphinx-transcript check",
    "sphinx-transcript build --strict",
    "sphinx-build -q -W -b transcript . _text",
    "sphinx-transcript publish post/not-yet.md",
    "sphinx-transcript build --strict",
    "sphinx-transcript schema front-matter",
)
"""The commands to run in the new blog after those of the README."""
EXPECTED_FILES = (
    "_build/html/index.html",
    "_build/html/post/the-disk-/-was-full.html",
    "_build/html/post/the-disk-/-was-full.txt",
    "_build/html/post/not-yet.html",
    "_text/index.txt",
)
"""The files that the commands must have written."""


class ReleaseError(Exception):
    """A fault of the packages, which the message describes."""


def main(arguments: list[str]) -> int:
    """Rehearse a release, and return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--output", type=Path, metavar="FOLDER")
    parser.add_argument("--tag", default="")
    options = parser.parse_args(arguments)
    readme = (ROOT / "README.md").read_text("utf-8")
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        try:
            packages = Packages.build(options.output or scratch / "dist")
            version, description = metadata(packages.wheel)
            faults += link_faults(description, version)
            faults += tag_faults(options.tag, version) if options.tag else ()
            check_description(packages, scratch)
            follow_readme(readme, packages, scratch, version)
        except subprocess.CalledProcessError as error:
            faults.append(f"exit status {error.returncode}: {shlex.join(map(str, error.cmd))}")
        except ReleaseError as error:
            faults.append(str(error))
    print(*faults or [f"rehearsed the release of {version}"], sep="\n", flush=True)
    return 1 if faults else 0


def metadata(wheel: Path) -> tuple[str, str]:
    """Return the version and the description in the metadata of *wheel*."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        message = email.message_from_bytes(archive.read(name))
    payload = message.get_payload(decode=True)
    return message["Version"], payload.decode() if isinstance(payload, bytes) else ""


def link_faults(description: str, version: str) -> Iterator[str]:
    """Yield the faults of links and images in *description*, the README of a package."""
    targets = _LINK.findall(description)
    if not targets:
        yield "the description of the package has no links: is it the README?"
    for target in targets:
        found = HOME.fullmatch(target)
        if not re.match(r"https?://", target):
            yield f"the description of the package has a relative link: {target}"
        elif found and found["version"] != version:
            yield f"the description of the package links to another version: {target}"
        elif found and not (ROOT / found["path"].partition("#")[0]).is_file():
            yield f"the description of the package links to a missing file: {target}"


def tag_faults(tag: str, version: str) -> Iterator[str]:
    """Yield the reasons why *version* can't be released as *tag*."""
    if tag != f"v{version}":
        yield f"the tag {tag} does not match the version {version}"
    section = _SECTION.search((ROOT / "CHANGELOG.md").read_text("utf-8"))
    if section is None or section["version"] != version or not _DATE.fullmatch(section["date"]):
        yield f"CHANGELOG.md does not begin with a section '## [{version}] - DATE'"


def check_description(packages: Packages, scratch: Path) -> None:
    """Check with twine that a package index can render the description of the packages."""
    environment = Environment(sys.executable, scratch / "twine")
    environment.install("twine")
    files = (str(packages.sdist), str(packages.wheel))
    environment.show("twine", "--no-color", "check", "--strict", *files)


def follow_readme(readme: str, packages: Packages, scratch: Path, version: str) -> None:
    """Run the commands of the *readme* about a blog, and others, in an empty environment.

    Raises ReleaseError or CalledProcessError if a step fails.
    """
    environment = Environment(sys.executable, scratch / "empty")
    folder = scratch / "work"
    folder.mkdir()
    for words in [*blog_commands(readme), *map(shlex.split, FURTHER_COMMANDS)]:
        print("$", shlex.join(words), flush=True)
        match words:
            case ["pip", "install", _]:
                # Install the wheel to upload instead of a published release.
                environment.install(packages.wheel)
            case ["cd", name]:
                folder /= name
            case [_, "serve", *_]:
                serve_once(environment, packages, folder, scratch)
            case [program, *rest]:
                environment.run(program, *rest, folder=folder)
    for name in EXPECTED_FILES:
        if not (folder / name).is_file():
            raise ReleaseError(f"{name} was not written")
    printed = environment.run("sphinx-transcript", "--version").split()[-1]
    if printed != version:
        raise ReleaseError(f"the package has version {version}, but --version prints {printed}")
    build_by_hand(readme, environment, scratch)


def serve_once(environment: Environment, packages: Packages, folder: Path, scratch: Path) -> None:
    """Serve the site in *folder*, save a post, and wait until the page shows the change."""
    sources = packages.unpack_sdist(scratch)
    script = str(sources / ".ci" / "serve_once.py")
    environment.run("python", script, str(folder), str(scratch / "served"))


def build_by_hand(readme: str, environment: Environment, scratch: Path) -> None:
    """Build the site whose files the *readme* shows as the alternative to ``init``."""
    site = scratch / "by-hand"
    (site / "post").mkdir(parents=True)
    for name, code in files_by_hand(readme).items():
        (site / name).write_text(code, "utf-8")
    environment.run("sphinx-transcript", "build", "--strict", folder=site)
    if 'href="post/dns-the-answer-was-cached.html"' not in (
        site / "_build/html/index.html"
    ).read_text("utf-8"):
        raise ReleaseError("the home page in the README does not list the post in the README")


def blog_commands(readme: str) -> list[list[str]]:
    """Return the arguments of each command in the README section about a blog."""
    section = readme.partition("\n## A blog in four commands\n")[2].partition("\n## ")[0]
    lines = [line for code in in_language(section, "console") for line in code.splitlines()]
    return [shlex.split(line.removeprefix("$ "), comments=True) for line in lines]


def files_by_hand(readme: str) -> dict[str, str]:
    """Return the files in the README section about a blog, by name."""
    section = readme.partition("\n## A blog in four commands\n")[2].partition("\n## ")[0]
    (conf,), (home, post) = in_language(section, "python"), in_language(section, "markdown")
    return {"conf.py": conf, "index.md": home, "post/dns-the-answer-was-cached.md": post}


def in_language(text: str, language: str) -> list[str]:
    """Return the code blocks in *text* whose language is *language*."""
    return [match["code"] for match in _FENCE.finditer(text) if match["language"] == language]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
