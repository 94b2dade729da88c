"""A site whose builds of equal sources are made once for the tests of a file.

Such a test edits a site that was built, and a hundred tests of a file begin with the same build.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from tests.conftest import Build, Site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class _Kept(NamedTuple):
    """A build folder as a build left it, and what else the next build looks at."""

    folder: Path
    build: Build
    times: dict[str, int]
    """When each source file was changed, in nanoseconds."""


class KeptSites:
    """Builds that the tests of one file share.

    Environments know the path of their sources, so that all tests have their site in one place.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.builds: dict[str, _Kept] = {}

    def empty_site(self) -> KeptSite:
        """Return a site as the fixture ``site`` is, in place of that of the test before."""
        folder = self.folder / "site"
        shutil.rmtree(folder, ignore_errors=True)
        return KeptSite(folder, self)


class KeptSite(Site):
    """A site that can have builds from tests before."""

    def __init__(self, folder: Path, kept: KeptSites) -> None:
        super().__init__(folder)
        self._kept = kept

    def build_once(self, builder: str = "html", *, into: str = "build", **conf: Any) -> Build:
        """Return what `build` does into an empty folder, copied if a test before built the same.

        No part of the package may be replaced before, and no build may be below *into*.
        """
        target = self.folder / into
        if target.exists():
            raise FileExistsError(target)
        kept = self._kept_build(builder, into, conf)
        if not target.exists():
            shutil.copytree(kept.folder, target, symlinks=True)
            for name, time in kept.times.items():
                os.utime(self.srcdir / name, ns=(time, time))
        outdir = target / kept.build.outdir.relative_to(kept.folder)
        return Build(outdir, kept.build.status, kept.build.warnings)

    def clean_build_once(self, builder: str = "html", **conf: Any) -> Build:
        """Return what `clean_build` does, or that of a test before: it must not be changed."""
        return self._kept_build(builder, "clean", conf).build

    def _kept_build(self, builder: str, into: str, conf: dict[str, Any]) -> _Kept:
        key = self._key(builder, into, conf)
        if key not in self._kept.builds:
            shutil.rmtree(self.folder / into, ignore_errors=True)
            times = {path: (self.srcdir / path).stat().st_mtime_ns for path in self._sources()}
            build = self.build(builder, into=into, **conf)
            folder = self._kept.folder / key
            shutil.copytree(self.folder / into, folder, symlinks=True)
            outdir = folder / build.outdir.relative_to(self.folder / into)
            kept = _Kept(folder, Build(outdir, build.status, build.warnings), times)
            self._kept.builds[key] = kept
        return self._kept.builds[key]

    def _key(self, builder: str, into: str, conf: dict[str, Any]) -> str:
        """Return a digest of all that the build depends on."""
        digest = hashlib.sha256(repr((builder, into, sorted(conf.items()))).encode())
        for name in self._sources():
            content = (self.srcdir / name).read_bytes()
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
        return digest.hexdigest()[:20]

    def _sources(self) -> list[str]:
        paths = (path for path in self.srcdir.rglob("*") if path.is_file())
        return sorted(path.relative_to(self.srcdir).as_posix() for path in paths)


@pytest.fixture(scope="module")
def kept_sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeptSites]:
    """Return the builds of this file, which take no room when its tests have run."""
    kept = KeptSites(tmp_path_factory.mktemp("kept"))
    yield kept
    shutil.rmtree(kept.folder, ignore_errors=True)


@pytest.fixture
def kept_site(kept_sites: KeptSites) -> KeptSite:
    """Return a site with a home page that lists all posts, and no posts."""
    return kept_sites.empty_site()
