"""Patterns of inline markup in reStructuredText, put together once instead of for each document."""

from __future__ import annotations

from operator import attrgetter
from types import MethodType
from typing import TYPE_CHECKING, Any

from docutils.parsers.rst import states
from docutils.utils import punctuation_chars

from sphinx_transcript.support.skipping_pattern import skipping

if TYPE_CHECKING:
    from collections.abc import Callable

_PARTS = attrgetter(
    "non_whitespace_before", "non_whitespace_escape_before", "non_whitespace_after",
    "non_unescaped_whitespace_escape_before", "simplename", "uric", "uri_end_delim", "urilast",
    "uri_end", "emailc", "email_pattern",
)  # fmt: skip
_PUNCTUATION = attrgetter("openers", "closers", "delimiters", "closing_delimiters")
_METHODS = ("standalone_uri", "pep_reference", "rfc_reference")
"""Those for implicit markup. Others may replace them at any time."""
_SETTINGS = ("character_level_inline_markup", "pep_references", "rfc_references")


def share_patterns(original: Callable[..., None]) -> Callable[..., None]:
    """Return `Inliner.init_customizations`, which keeps the patterns of the last settings."""
    known: list[tuple[Any, dict[str, Any], list[tuple[Any, Any]]]] = []
    """What the patterns depend on, attributes, and the functions for implicit markup."""

    def init_customizations(self: Any, settings: Any) -> None:
        if vars(self) != {"implicit_dispatch": []}:
            original(self, settings)
            return
        key = (
            self.__class__,
            _PARTS(self),
            _PUNCTUATION(punctuation_chars),
            getattr(states, "build_regexp", None),
            [getattr(self.__class__, name, None) for name in _METHODS],
            [bool(getattr(settings, name, None)) for name in _SETTINGS],
        )
        if not known or known[0][0] != key:
            original(self, settings)
            self.patterns, self.implicit_dispatch = skipping(self)
            attributes = {**vars(self)}
            dispatch = attributes.pop("implicit_dispatch")
            known.clear()
            if not all(type(by) is MethodType and by.__self__ is self for _, by in dispatch):
                # Nothing is known of what another inliner would call.
                return
            known.append((key, attributes, [(each, by.__func__) for each, by in dispatch]))
        _key, attributes, functions = known[0]
        vars(self).update(attributes)
        patterns = attributes["patterns"]
        # A document may change its own.
        self.patterns = type(patterns)(**vars(patterns))
        self.implicit_dispatch = [
            (each, MethodType(function, self)) for each, function in functions
        ]

    return init_customizations
