"""The settings of a site that are known without Sphinx, from the values of a plain conf.py.

A setting that this module doesn't know may change others, or end the setup of Sphinx. So a site
that has one is left to Sphinx, which takes longer. For those that are known here, tests compare the
result with the settings that Sphinx has after it is set up.
"""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from sphinx_transcript.blog.authors import read_authors
from sphinx_transcript.config.excluded_documents import environment_folders
from sphinx_transcript.config.value_types import converted
from sphinx_transcript.config.values import VALUES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_EXTENSIONS = frozenset(
    {"sphinx_transcript", "myst_parser"}
    | {f"sphinx.ext.{name}" for name in ("autodoc", "githubpages", "ifconfig", "mathjax", "todo")}
)
"""The extensions that change none of the settings used here."""
_WILDCARD = re.compile(r"[*?\[]")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Z]{2})?", re.ASCII)
_DOCNAME = re.compile(r"\w[\w/-]*", re.ASCII)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) and each for each in value)


def _are_paths(value: Any) -> bool:
    return _are_texts(value) and not any(_WILDCARD.search(each) for each in value)


def _are_options(value: Any) -> bool:
    """Return whether *value* is a dict of texts, flags and lists of texts, as theme options are."""
    return isinstance(value, dict) and all(
        isinstance(key, str) and (_is_text(each) or _is_flag(each) or _are_texts(each))
        for key, each in value.items()
    )


_IS_KNOWN: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(
        ["project", "author", "copyright", "version", "release", "html_title"], _is_text
    ),
    **dict.fromkeys(["html_short_title", "html_baseurl", "html_favicon", "html_logo"], _is_text),
    **dict.fromkeys(["html_show_sourcelink", "html_copy_source", "html_show_sphinx"], _is_flag),
    **dict.fromkeys(["nitpicky", "smartquotes", "numfig"], _is_flag),
    **dict.fromkeys(["suppress_warnings", "exclude_patterns", "include_patterns"], _are_texts),
    **dict.fromkeys(["html_css_files", "html_js_files", "myst_enable_extensions"], _are_texts),
    **dict.fromkeys(["templates_path", "html_static_path", "html_extra_path"], _are_paths),
    "myst_heading_anchors": lambda value: type(value) is int,
    "language": lambda value: _is_text(value) and bool(_LANGUAGE.fullmatch(value)),
    "root_doc": lambda value: _is_text(value) and bool(_DOCNAME.fullmatch(value)),
    "extensions": lambda value: _are_texts(value) and _EXTENSIONS.issuperset(value),
    "html_theme": lambda value: value == "transcript",
    "html_theme_options": _are_options,
}
"""The settings that are known, each with a test of its value."""
_DEFAULTS: Mapping[str, Any] = {
    "author": "Author name not set",
    "root_doc": "index",
    "include_patterns": ["**"],
    "exclude_patterns": [],
    "templates_path": [],
    "html_static_path": [],
    "html_extra_path": [],
    "source_encoding": "utf-8-sig",
    "source_suffix": {".rst": "restructuredtext", ".md": "markdown"},
}


def plain_settings(values: Mapping[str, Any], folder: Path) -> SimpleNamespace | None:
    """Return the settings of the site in *folder* whose conf.py has *values*, or None.

    It is None where they are not known without Sphinx. Their names are those of `Config`.
    """
    settings: dict[str, Any] = dict(_DEFAULTS)
    for name, value in values.items():
        if name not in VALUES and not (name in _IS_KNOWN and _IS_KNOWN[name](value)):
            return None
        settings[name] = value
    if "sphinx_transcript" not in values.get("extensions", ()):
        return None
    for name, each in VALUES.items():
        given = converted(settings.get(name, each.default), each.default)
        if each.value_type.complaint(given):
            return None
        settings[name] = given
    if settings["transcript_ablog"]:
        return None
    settings["transcript_authors"], _ = read_authors(settings["transcript_authors"])
    missing = environment_folders(folder, settings["exclude_patterns"])
    settings["exclude_patterns"] = [*settings["exclude_patterns"], *missing]
    return SimpleNamespace(**settings)
