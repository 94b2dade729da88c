"""Sets up MyST-Parser, in any order with the extensions that register a Markdown parser.

An extension such as MyST-NB reads ``.md`` with a parser of its own, which is based on MyST's.
Sphinx ends the build where the suffix is registered twice, so the order of ``extensions`` would
matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_transcript.records import deferred_myst
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.problems import Subtype
from sphinx_transcript.support.shortcuts import is_turned_off

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_SUFFIX = ".md"
_FILETYPE = "markdown"


def set_up_myst(app: Sphinx) -> None:
    """Set up MyST-Parser. A parser based on it that another extension has registered is kept.

    Posts are written in MyST Markdown, so a warning says so if another parser is replaced.
    """
    suffixes, parsers = app.registry.source_suffix, app.registry.source_parsers
    if "myst_parser" in app.extensions:
        return
    if not is_turned_off(app):
        is_new = _SUFFIX not in suffixes and _FILETYPE not in parsers
        if is_new and deferred_myst.can_be_deferred():
            deferred_myst.set_up(app)
            return
        deferred_myst.import_yaml()
    given_filetype, given_parser = suffixes.pop(_SUFFIX, None), parsers.pop(_FILETYPE, None)
    app.setup_extension("myst_parser")
    parser = given_parser if given_filetype == _FILETYPE else parsers.get(given_filetype or "")
    if given_filetype is None and given_parser is None:
        return
    from myst_parser.parsers.sphinx_ import MystParser

    if parser is not None and issubclass(parser, MystParser):
        suffixes[_SUFFIX] = given_filetype or _FILETYPE
        if given_parser is not None:
            parsers[_FILETYPE] = given_parser
    elif parser is not None:
        name = f"{parser.__module__}.{parser.__qualname__}"
        warn(
            f"conf.py: extensions: {name} reads {_SUFFIX} files, too; "
            "MyST-Parser is used, in which posts are written",
            Subtype.CONFIG,
        )
