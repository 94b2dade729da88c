"""Puts the data of domains in the order in which a clean build reads the documents.

An incremental build adds the data of a document that it reads again after that of all others.
Pages that collect such data, like those with ``todolist``, show it in that order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def sort_domain_data(_app: Sphinx, env: BuildEnvironment) -> None:
    """Handle ``env-updated``: sort what each domain has by docname."""
    for data in env.domaindata.values():
        for values in data.values():
            if isinstance(values, dict) and values.keys() <= env.found_docs:
                _sort(values)


def _sort(values: dict[str, Any]) -> None:
    names = list(values)
    ordered = sorted(names)
    if names != ordered:
        items = [(name, values[name]) for name in ordered]
        values.clear()
        values.update(items)
