"""A digest of the configuration, for builders that share a folder of doctrees.

Sphinx reads all documents again when the configuration changes, and then forgets that it did. The
next builder that uses the same doctrees finds nothing changed, but its pages are those of the
earlier configuration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.support.build_cache import CacheKey
from sphinx_transcript.support.digests import digest

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_CATEGORIES: frozenset[Literal["env", "html"]] = frozenset({"env", "html"})
"""What a change of a value makes Sphinx do again, for the values that pages can depend on."""

_DIGEST = CacheKey[str]("configuration digest")


def config_digest(app: Sphinx) -> str:
    """Return a digest of the values of conf.py and the tags that pages can depend on.

    It is computed once in a build.
    """
    return blog_domain(app.env).cache.get(_DIGEST, lambda: _config_digest(app))


def _config_digest(app: Sphinx) -> str:
    values = sorted((each.name, _plain(each.value)) for each in app.config.filter(_CATEGORIES))
    return digest(repr([values, sorted(app.tags)]), 12)


def _plain(value: Any) -> str:
    """Return *value* as text that is the same in each process."""
    if isinstance(value, dict):
        return f"{{{', '.join(sorted(f'{_plain(key)}: {_plain(value[key])}' for key in value))}}}"
    if isinstance(value, set | frozenset):
        return f"set({', '.join(sorted(map(_plain, value)))})"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_plain, value))}]"
    if value is None or isinstance(value, str | int | float):
        return repr(value)
    # Functions and objects of extensions have addresses in their text.
    return f"{type(value).__module__}.{type(value).__qualname__}"
