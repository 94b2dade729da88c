"""A build of the whole site with ``sphinx-build``, in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.application import Sphinx
from sphinx.cmd import build as sphinx_cmd

from sphinx_transcript.incremental.explanation import explain
from sphinx_transcript.workspace.build_failures import own_failure
from sphinx_transcript.workspace.errors import CommandError, setup_failure
from sphinx_transcript.workspace.files import display_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_WITH_TRACEBACK = frozenset({"-T", "--show-traceback", "-P", "--pdb"})
"""Options of sphinx-build with which it shows errors in its own way."""


def build_site(
    site: Path,
    output: Path,
    builder: str,
    *,
    doctrees: Path | None,
    shows_drafts: bool,
    is_strict: bool,
    is_explained: bool = False,
    options: Sequence[str],
) -> int:
    """Build *site* into *output* with all processors; return the exit status of sphinx-build.

    *doctrees* is the folder for Sphinx's environment; None for the usual one in *output*. With
    *is_strict*, warnings lead to the status 1. With *is_explained*, the reason is printed for each
    document that is read and each page that is written. *options* are more options of
    sphinx-build.
    Raises CommandError where the site can't be set up.
    """
    arguments = ["-b", builder, "-j", "auto"]
    if doctrees is not None:
        arguments += ["-d", str(doctrees)]
    if shows_drafts:
        arguments += ["-D", "transcript_drafts=1"]
    if is_strict:
        arguments += ["-W", "--keep-going"]
    arguments += [*options, display_path(site), display_path(output)]
    return _run_sphinx_build(arguments, builder, is_explained=is_explained)


def _run_sphinx_build(arguments: Sequence[str], builder: str, *, is_explained: bool) -> int:
    def set_up(*args: Any, **kwargs: Any) -> Sphinx:
        try:
            app = Sphinx(*args, **kwargs)
        except (Exception, SystemExit) as error:
            message = setup_failure(error, builder)
        except KeyboardInterrupt as error:
            raise _Interrupt from error
        else:
            if is_explained:
                explain(app)
            _replace_messages(app, locates_errors=_WITH_TRACEBACK.isdisjoint(arguments))
            return app
        raise _SiteError(message)

    module: Any = sphinx_cmd
    original, module.Sphinx = module.Sphinx, set_up
    try:
        return sphinx_cmd.main(arguments)
    except _SiteError as error:
        raise CommandError(str(error), status=2) from error
    except _Interrupt:
        raise KeyboardInterrupt from None
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else 2
    finally:
        module.Sphinx = original


def _replace_messages(app: Sphinx, *, locates_errors: bool) -> None:
    """Have the build of *app* end without the messages that sphinx-build has for any program.

    With *locates_errors* it raises _SiteError where the site's own code or template fails:
    sphinx-build would ask for a report to its developers. Ctrl-C raises _Interrupt.
    """
    build = app.build

    def build_and_locate(*args: Any, **kwargs: Any) -> None:
        try:
            build(*args, **kwargs)
        except KeyboardInterrupt as error:
            raise _Interrupt from error
        except Exception as error:
            if locates_errors and (message := own_failure(error)):
                raise _SiteError(message) from error
            raise

    app.build = build_and_locate  # type: ignore[method-assign]


class _SiteError(BaseException):
    """An error of the site, while Sphinx is set up or builds it.

    It is no Exception, because sphinx-build would catch that and print a traceback.
    """


class _Interrupt(BaseException):
    """Ctrl-C, which sphinx-build would catch as a KeyboardInterrupt."""
