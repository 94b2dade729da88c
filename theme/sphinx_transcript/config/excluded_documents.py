"""Exclusion of folders in the source folder whose files are no documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.matching import Matcher

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def exclude_environments(app: Sphinx, config: Config) -> None:
    """Exclude virtual environments in the source folder.

    They are recognised by the file ``pyvenv.cfg``; see https://peps.python.org/pep-0405/
    """
    names = sorted(path.parent.name for path in Path(app.srcdir).glob("*/pyvenv.cfg"))
    missing = [name for name in names if name not in config.exclude_patterns]
    if missing:
        config.exclude_patterns = [*config.exclude_patterns, *missing]


def exclude_output(app: Sphinx, config: Config) -> None:
    """Exclude the output folder if it is in the source folder."""
    source, output = Path(app.srcdir), Path(app.outdir)
    if source != output and output.is_relative_to(source):
        name = output.relative_to(source)
        # A changed pattern makes Sphinx read all documents again, so add none for each builder
        # where a parent such as _build is already excluded.
        is_excluded = Matcher(config.exclude_patterns)
        if not any(is_excluded(each.as_posix()) for each in (name, *name.parents)):
            config.exclude_patterns = [*config.exclude_patterns, name.as_posix()]
