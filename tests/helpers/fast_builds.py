"""Halves the duration of builds in one process: caches compiled templates and logs less.

A build of four documents makes more than seven hundred log records that only ``-vv`` shows, looks
for themes in the metadata of each package that is installed, and minifies the same style sheets and
scripts as the build before.
"""

from __future__ import annotations

import logging
from functools import cache, lru_cache
from importlib.metadata import entry_points
from typing import Any

import rcssmin
import rjsmin
from jinja2 import Environment
from sphinx import registry, theming

_compile = Environment.compile
_compiled: dict[tuple[object, ...], Any] = {}


def _compile_once(environment: Environment, source: Any, *args: Any, **options: Any) -> Any:
    """Compile *source*, or return the cached code if an equivalent environment compiled it."""
    if not isinstance(source, str):
        return _compile(environment, source, *args, **options)
    environment_key = (type(environment), environment.autoescape, *environment.extensions)
    names = (*environment.filters, *environment.tests)
    key = (source, args, tuple(options.items()), environment_key, names)
    if key not in _compiled:
        _compiled[key] = _compile(environment, source, *args, **options)
    return _compiled[key]


@cache
def _entry_points_once(*, group: str) -> Any:
    return entry_points(group=group)


def make_builds_fast() -> None:
    """Cache what is the same in all builds, and drop debug log records in this process.

    It is called before a module of the package is imported, which takes over the minifiers.
    """
    rcssmin.cssmin = lru_cache(maxsize=200)(rcssmin.cssmin)
    rjsmin.jsmin = lru_cache(maxsize=200)(rjsmin.jsmin)
    for module in (registry, theming):
        module.entry_points = _entry_points_once  # type: ignore[attr-defined]
    Environment.compile = _compile_once  # type: ignore[method-assign, assignment]
    logging.disable(logging.DEBUG)
