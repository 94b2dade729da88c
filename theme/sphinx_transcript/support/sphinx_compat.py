"""Access to the application of an environment in all supported releases of Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def application_of(env: BuildEnvironment) -> Sphinx:
    """Return the application of *env*. ``env.app`` is deprecated since Sphinx 9."""
    return cast("Sphinx", getattr(env, "_app", None) or env.app)
