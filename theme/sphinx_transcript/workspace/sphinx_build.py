"""A build of the whole site with ``sphinx-build``, in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.application import Sphinx
from sphinx.cmd import build as sphinx_cmd
from sphinx.errors import SphinxError

from sphinx_transcript.incremental.explanation import explain
from sphinx_transcript.workspace.errors import CommandError, one_line, setup_failure
from sphinx_transcript.workspace.files import display_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


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
    return _run_sphinx_build(arguments, is_explained=is_explained)


def _run_sphinx_build(arguments: Sequence[str], *, is_explained: bool) -> int:
    def set_up(*args: Any, **kwargs: Any) -> Sphinx:
        try:
            app = Sphinx(*args, **kwargs)
        except SphinxError as error:
            message = one_line(error)
        except (Exception, SystemExit) as error:
            message = setup_failure(error)
        else:
            if is_explained:
                explain(app)
            return app
        raise _SetupError(message)

    module: Any = sphinx_cmd
    original, module.Sphinx = module.Sphinx, set_up
    try:
        return sphinx_cmd.main(arguments)
    except _SetupError as error:
        raise CommandError(str(error), status=2) from error
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else 2
    finally:
        module.Sphinx = original


class _SetupError(BaseException):
    """An error while Sphinx is set up.

    It is no Exception, because sphinx-build would catch that and print a traceback.
    """
