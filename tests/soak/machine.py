"""Builds the sites of the soak in forked processes, and compares kept folders with clean ones."""

from __future__ import annotations

import filecmp
import os
import pickle
import shutil
import time
import zipfile
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from tests.soak.features import begin, edits
from tests.soak.forked_build import ForkedBuild, wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tests.soak.steps import Step

NOT_COMPARED = frozenset({"environment.pickle", "last_build", ".buildinfo.bak"})
SUFFIXES = {"text": "txt", "transcript": "txt", "json": "fjson", "epub": "xhtml"}
"""The suffixes of pages, where they are not html."""


@dataclass
class Soak:
    """A site in a folder, and what was built of it."""

    folder: Path
    names: list[str]
    files: dict[str, str] = field(default_factory=dict)
    builds: int = 0

    def __post_init__(self) -> None:
        """Begin with the files of the features, and no build."""
        self.files = begin(self.names)
        self.edits = edits(self.names)
        self.source = self.folder / "source"
        self.doctrees = self.folder / "doctrees"
        self.log = ""
        self._on_disk: dict[str, str] = {}
        self._clock = time.time_ns()

    def do(self, step: Step) -> list[str]:
        """Do *step*; return the differences that a comparison found."""
        random = Random(step.number)  # noqa: S311 (nothing secret)
        if step.kind == "edit":
            if step.name in self.edits:
                self.edits[step.name](self.files, random)
        elif step.kind == "build":
            return (
                self.compare(step.name)
                if self._build(step.name, step.number)
                else [f"{step.name}: the build failed\n{self.log}"]
            )
        elif step.kind == "again":
            return self._build_again(step.name)
        elif step.kind == "one file":
            paths = sorted(path for path in self.files if path.endswith((".md", ".rst")))
            self._write()
            self._build(step.name, 1, [str(self.source / random.choice(paths))])
        elif step.kind == "kill":
            self._write()
            self._build(step.name, 1, kill_after=random.uniform(0.02, 0.5))
        elif step.kind == "full disk":
            self._build(step.name, 1, largest=random.choice((1, random.randrange(20_000))))
        elif step.kind == "two at once":
            self._build_twice_at_once(step.name, random.uniform(0, 0.3))
        elif step.kind == "delete output":
            self._delete_output(step.name, random)
        elif step.kind == "back in time":
            self._write()
            for path in self.files:
                os.utime(self.source / path, ns=(10**18, 10**18 + random.randrange(10**6)))
        return []

    def compare(self, builder: str) -> list[str]:
        """Return how the kept folder of *builder* differs from a clean build's."""
        clean = self.folder / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        self._run(ForkedBuild(self.source, builder, clean / "out", clean / "doctrees"))
        return list(differences(self.folder / "kept" / builder, clean / "out"))

    def _build_again(self, builder: str) -> list[str]:
        """Build twice with nothing changed; return the pages that the second build wrote."""
        self._build(builder, 1)
        before = self._page_times(builder)
        self._build(builder, 1)
        after = self._page_times(builder)
        written = {page for page in after if after[page] != before[page]}
        return [f"written for nothing: {page}" for page in written - self._read_always(builder)]

    def _read_always(self, builder: str) -> set[str]:
        """Return the pages of documents that Sphinx reads in each build, and above them.

        It does so where a toctree has a document that does not exist.
        """
        environment = pickle.loads((self.doctrees / "environment.pickle").read_bytes())  # noqa: S301
        names = set(environment.reread_always)
        for name in list(names):
            names |= environment.files_to_rebuild.get(name, set())
        return {_page(name, builder) for name in names}

    def _page_times(self, builder: str) -> dict[str, int]:
        """Return when the page of each document was written, by its path in the output folder."""
        kept, times = self.folder / "kept" / builder, {}
        for path in self.files:
            stem, _, kind = path.rpartition(".")
            page = _page(stem, builder)
            # An extra file of the same name is copied over the page, which is then written again.
            if kind in {"md", "rst"} and f"extra/{page}" not in self.files:
                found = kept / page
                times[page] = found.stat().st_mtime_ns if found.exists() else 0
        return times

    def _build(
        self,
        builder: str,
        processes: int,
        only: Sequence[str] = (),
        kill_after: float = 0,
        largest: int = 0,
    ) -> bool:
        self._write()
        return self._run(
            ForkedBuild(
                self.source,
                builder,
                self.folder / "kept" / builder,
                self.doctrees,
                processes,
                only,
                largest,
            ),
            kill_after,
        )

    def _build_twice_at_once(self, builder: str, delay: float) -> None:
        """Start a second build into the same folders *delay* seconds after the first."""
        self._write()
        build = ForkedBuild(self.source, builder, self.folder / "kept" / builder, self.doctrees)
        first = build.start(self.folder / "log")
        time.sleep(delay)
        second = build.start(self.folder / "second log")
        for child in (first, second):
            wait_for(child)

    def _write(self) -> None:
        for path in self._on_disk.keys() - self.files.keys():
            (self.source / path).unlink()
        for path, text in self.files.items():
            if self._on_disk.get(path) != text:
                target = self.source / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, "utf-8")
        self._on_disk = dict(self.files)

    def _delete_output(self, builder: str, random: Random) -> None:
        kept = self.folder / "kept" / builder
        found = sorted(
            path
            for path in kept.rglob("*")
            if path.is_file() and path.name not in {".transcript.json", ".buildinfo"}
        )
        for path in random.sample(found, min(len(found), 3)):
            path.unlink()

    def _run(self, build: ForkedBuild, kill_after: float = 0) -> bool:
        """Build; return whether it succeeded."""
        self.builds += 1
        log = self.folder / "log"
        succeeded = wait_for(build.start(log), kill_after=kill_after)
        self.log = log.read_text("utf-8") if log.exists() else "killed"
        return bool(succeeded)


def _page(docname: str, builder: str) -> str:
    """Return the file of the page of *docname*, relative to the output folder."""
    suffix = SUFFIXES.get(builder, "html")
    in_folder = builder == "dirhtml" and not f"/{docname}".endswith("/index")
    return f"{docname}/index.{suffix}" if in_folder else f"{docname}.{suffix}"


def differences(kept: Path, clean: Path) -> Iterator[str]:
    """Yield the files that two folders do not have alike."""
    names = {
        path.relative_to(folder).as_posix()
        for folder in (kept, clean)
        for path in folder.rglob("*")
        if path.is_file() and path.name not in NOT_COMPARED
    }
    for name in sorted(names):
        one, other = kept / name, clean / name
        if not one.exists():
            yield f"missing: {name}"
        elif not other.exists():
            yield f"left over: {name}"
        elif name.endswith(".epub"):
            if _members(one) != _members(other):
                yield f"differs: {name}"
        elif not filecmp.cmp(one, other, shallow=False):
            yield f"differs: {name}"


def _members(path: Path) -> dict[str, bytes]:
    """Return the files in the archive at *path*, whose times are those of its making."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
