"""Builds that the processes of pytest-xdist share: one of them builds, and the others wait."""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.conftest import Build

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pytest


def shared_build(
    factory: pytest.TempPathFactory, name: str, build_into: Callable[[Path], Build]
) -> Build:
    """Return the build *name*, which *build_into* makes in a folder where no process has made it.

    Tests must not write into its output folder.
    """
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return build_into(factory.mktemp(name))
    # The folders of the processes are in one folder.
    folder = factory.getbasetemp().parent / "shared"
    folder.mkdir(exist_ok=True)
    record = folder / f"{name}.json"
    with _locked(folder / f"{name}.lock"):
        if not record.exists():
            made = build_into(folder / name)
            fields = (str(made.outdir), made.status, made.warnings)
            record.write_text(json.dumps(fields), "utf-8")
    outdir, status, warnings = json.loads(record.read_text("utf-8"))
    return Build(Path(outdir), status, warnings)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the lock file at *path*. A process that ends holds none."""
    with path.open("a") as file:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield
