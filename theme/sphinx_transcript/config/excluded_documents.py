"""Exclusion of folders in the source folder whose files are no documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.matching import Matcher

if TYPE_CHECKING:
    from collections.abc import Collection

    from sphinx.application import Sphinx
    from sphinx.config import Config

_NOTEBOOK_EXTENSIONS = frozenset({"myst_nb", "nbsphinx"})
_RUN_NOTEBOOKS = "jupyter_execute"
"""The folder of MyST-NB, beside the output folder."""
_OUTPUT_PATTERNS = ("*/.buildinfo", "*/*/.buildinfo", "*/.doctrees", "*/*/.doctrees")
"""Files and folders of Sphinx by which output folders are recognised."""


def environment_folders(source: Path, excluded: Collection[str]) -> list[str]:
    """Return the names of the virtual environments in the folder *source* that are not *excluded*.

    They are recognised by the file ``pyvenv.cfg``; see https://peps.python.org/pep-0405/
    """
    names = sorted(path.parent.name for path in source.glob("*/pyvenv.cfg"))
    return [name for name in names if name not in excluded]


def exclude_environments(app: Sphinx, config: Config) -> None:
    """Exclude virtual environments in the source folder."""
    missing = environment_folders(Path(app.srcdir), config.exclude_patterns)
    if missing:
        config.exclude_patterns = [*config.exclude_patterns, *missing]


def exclude_output(app: Sphinx, config: Config) -> None:
    """Exclude the output folder if it is in the source folder.

    MyST-NB and nbsphinx write notebooks into output folders and beside them, which would be
    documents. So with these extensions the output folders of other builds are excluded, too.
    """
    source, output = Path(app.srcdir), Path(app.outdir)
    outputs = [output] if source != output and output.is_relative_to(source) else []
    beside = []
    if _NOTEBOOK_EXTENSIONS & app.extensions.keys():
        found = {path.parent for pattern in _OUTPUT_PATTERNS for path in source.glob(pattern)}
        outputs += sorted(found - {output})
        beside = [path.parent / _RUN_NOTEBOOKS for path in outputs]
    for path in dict.fromkeys([*outputs, *beside]):
        _exclude(config, path.relative_to(source))


def _exclude(config: Config, folder: Path) -> None:
    """Exclude *folder*, a path from the source folder."""
    # A changed pattern makes Sphinx read all documents again, so add none for each builder
    # where a parent such as _build is already excluded.
    is_excluded = Matcher(config.exclude_patterns)
    if not any(is_excluded(each.as_posix()) for each in (folder, *folder.parents)):
        config.exclude_patterns = [*config.exclude_patterns, folder.as_posix()]
