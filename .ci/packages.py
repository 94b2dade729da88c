"""Builds the sdist and the wheel, and makes environments that don't use the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Packages:
    """The two files of a release."""

    sdist: Path
    wheel: Path

    @classmethod
    def build(cls, folder: Path) -> Self:
        """Build the sdist from this checkout and the wheel from the sdist, into *folder*."""
        command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder)]
        subprocess.run([*command, str(ROOT)], check=True, stdout=subprocess.DEVNULL)
        (sdist,), (wheel,) = folder.glob("*.tar.gz"), folder.glob("*.whl")
        return cls(sdist, wheel)

    def unpack_sdist(self, folder: Path) -> Path:
        """Unpack the sdist into *folder*, and return its top folder."""
        with tarfile.open(self.sdist) as archive:
            archive.extractall(folder, filter="data")
        return folder / self.sdist.name.removesuffix(".tar.gz")


class Environment:
    """A virtual environment that is isolated from the checkout."""

    def __init__(self, python: Path | str, folder: Path) -> None:
        self._scripts = folder / "bin"
        # These variables could add the checkout to the import path.
        names = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
        self._variables = {key: value for key, value in os.environ.items() if key not in names}
        self._variables["PATH"] = os.pathsep.join([str(self._scripts), os.environ["PATH"]])
        self._run([str(python), "-m", "venv", str(folder)], folder.parent)

    def install(self, *requirements: str | Path) -> None:
        """Install *requirements* with pip."""
        pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        self.run("python", *pip, *map(str, requirements))

    def run(self, program: str, *arguments: str, folder: Path | None = None) -> str:
        """Run *program* of this environment in *folder*, and return its output.

        Raises CalledProcessError if it fails, after its output has been printed.
        """
        command = [str(self._scripts / program), *arguments]
        return self._run(command, folder or self._scripts)

    def show(self, program: str, *arguments: str, folder: Path | None = None) -> None:
        """Run *program* as :meth:`run` does, but print its output."""
        command = [str(self._scripts / program), *arguments]
        sys.stdout.flush()
        subprocess.run(command, cwd=folder or self._scripts, env=self._variables, check=True)

    def _run(self, command: list[str], folder: Path) -> str:
        process = subprocess.run(
            command, cwd=folder, env=self._variables, stdout=subprocess.PIPE, text=True, check=False
        )
        if process.returncode:
            sys.stdout.write(process.stdout)
            process.check_returncode()
        return process.stdout
