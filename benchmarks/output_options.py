"""The options of each benchmark that say where its files go, and the file of its measurements."""

from __future__ import annotations

import json
import platform
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.environments import ROOT

if TYPE_CHECKING:
    import argparse


def add_output_options(parser: argparse.ArgumentParser) -> None:
    """Add ``--json`` and ``--workdir`` to *parser*."""
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all measurements to FILE")
    parser.add_argument(
        "--workdir",
        type=lambda text: Path(text).resolve(),
        default=ROOT / "benchmarks" / "out",
        metavar="DIR",
        help="folder for environments, sites and logs (benchmarks/out)",
    )


def write_json(file: Path, found: dict[str, object]) -> None:
    """Write the measurements *found* to *file*, with what they were made on."""
    system = {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({**system, **found}, indent=2) + "\n", "utf-8")
