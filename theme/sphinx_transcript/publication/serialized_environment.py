"""The copy of the environment in the output of the builders ``json`` and ``pickle``.

These builders copy Sphinx's environment for web applications that serve the pages. It has the names
of all source files, drafts included, and the titles and labels of unlisted posts.
"""

from __future__ import annotations

import pickle
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.application import ENV_PICKLE_FILENAME
from sphinxcontrib.serializinghtml import SerializingHTMLBuilder

from sphinx_transcript.records.blog_records import blog_domain
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.problems import Subtype

if TYPE_CHECKING:
    from collections.abc import Set

    from sphinx.application import Sphinx


def clean_copy(app: Sphinx, exception: Exception | None) -> None:
    """Remove unlisted and unpublished posts from the copy, a handler of ``build-finished``."""
    if exception is not None or not isinstance(app.builder, SerializingHTMLBuilder):
        return
    domain = blog_domain(app.env)
    hidden = {name for name, post in domain.posts.items() if post.is_unlisted}
    hidden |= domain.unpublished.keys()
    path = Path(app.outdir, ENV_PICKLE_FILENAME)
    if not hidden or not path.is_file():
        return
    try:
        env = pickle.loads(path.read_bytes())  # noqa: S301 (Sphinx has just written it)
        for each in app.env.domains.sorted():
            # A domain can only be created for an environment that has an application.
            records = copy(each)
            records.env, records.data = env, env.domaindata[each.name]
            for docname in hidden:
                records.clear_doc(docname)
        for files in (env.images, env.dlfiles):
            for docname in hidden:
                files.purge_doc(docname)
        for state in (vars(env), vars(env.project)):
            _forget(state, hidden)
        path.write_bytes(pickle.dumps(env, pickle.HIGHEST_PROTOCOL))
    except Exception as error:  # Any extension may have data in it.
        path.unlink(missing_ok=True)
        message = f"{path.name} is left out, as unlisted posts can't be removed from it: {error}"
        warn(message, Subtype.STATE)


def _forget(state: dict[str, Any], hidden: Set[str]) -> None:
    """Remove the docnames *hidden* from the collections in *state*, an object's attributes."""
    for name, value in state.items():
        if not isinstance(value, dict):
            state[name] = _without(value, hidden)
            continue
        for key, item in list(value.items()):
            kept = _without(item, hidden)
            # A term of the search index that no document has would be left.
            if _is_hidden(key, hidden) or _is_hidden(item, hidden) or (item and not kept):
                del value[key]
            elif kept is not item:
                value[key] = kept


def _without(value: Any, hidden: Set[str]) -> Any:
    """Return *value*, a list or set, without the docnames *hidden*; any other value as it is."""
    if isinstance(value, list | set) and any(_is_hidden(each, hidden) for each in value):
        return type(value)(each for each in value if not _is_hidden(each, hidden))
    return value


def _is_hidden(value: Any, hidden: Set[str]) -> bool:
    return isinstance(value, str) and value in hidden
