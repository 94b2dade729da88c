"""The application that an environment belongs to, whichever release of Sphinx it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def application_of(env: BuildEnvironment) -> Sphinx:
    """Return the application; `app` of an environment is deprecated from Sphinx 9 on."""
    return cast("Sphinx", getattr(env, "_app", None) or env.app)
