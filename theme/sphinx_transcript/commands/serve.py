"""``sphinx-transcript serve``: the site as it is written, with drafts, at an address of its own."""

from __future__ import annotations

import errno
import os
import socket
import sys
import threading
import time
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from sphinx_transcript.commands.arguments import add_site_argument
from sphinx_transcript.commands.errors import CommandError
from sphinx_transcript.commands.files import shown_path
from sphinx_transcript.commands.project import find_site, refuse_sources
from sphinx_transcript.serving.changes import ignoring
from sphinx_transcript.serving.client import Builds
from sphinx_transcript.serving.server import LiveServer, make_app
from sphinx_transcript.serving.worker import Order

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from sphinx_transcript.serving.outcome import Outcome

HELP = "serve the site while it is written: drafts shown, rebuilt and reloaded after each save"

_PORT = 8000
_SHOWN = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give *parser* the arguments of the command, a description and examples."""
    parser.description = (
        "Build the site with its drafts, serve it, build it again whenever a source is saved,\n"
        "and have the browser show the new page where the reader was. What Sphinx warns of\n"
        "stands at the foot of each page. Ctrl-C ends it."
    )
    parser.epilog = (
        "examples:\n"
        "  sphinx-transcript serve --open\n"
        "  sphinx-transcript serve docs --port 0\n"
        "  sphinx-transcript serve --watch ../src -D language=de"
    )
    add_site_argument(parser)
    parser.add_argument(
        "--port",
        type=int,
        help="the port to serve at; 0 for any that is free "
        f"(default: {_PORT}, or any if that is taken)",
    )
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        help="the address to listen at; 0.0.0.0 for other machines, too (default: 127.0.0.1)",
    )
    parser.add_argument(
        "--open", action="store_true", help="open the site in the browser once it is built"
    )
    parser.add_argument(
        "--published",
        action="store_true",
        help="leave out drafts and posts with a date to come, as a build does",
    )
    parser.add_argument(
        "--builder",
        choices=("html", "dirhtml"),
        default="html",
        help="html, or dirhtml for addresses without .html (default: html)",
    )
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FOLDER",
        help="where the site is written (default: SITE/_build/serve)",
    )
    parser.add_argument(
        "--watch",
        type=Path,
        action="append",
        default=[],
        metavar="FOLDER",
        help="another folder whose changes have the site built again, such as that of the code "
        "which the site documents; may be given several times",
    )
    parser.add_argument(
        "-D",
        dest="define",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a value in place of that in conf.py, as sphinx-build has it",
    )
    parser.add_argument(
        "-t", dest="tag", action="append", default=[], metavar="TAG", help="a tag for 'only' blocks"
    )


def run(arguments: argparse.Namespace) -> int:
    """Serve until Ctrl-C."""
    site = find_site(arguments.site)
    output = (arguments.output or site / "_build" / "serve").resolve()
    # Where nobody has said anything, not among what is served: it is the text of all posts.
    doctrees = output / ".doctrees" if arguments.output else site / "_build" / "doctrees" / "serve"
    folders = [site, *(_folder(path) for path in arguments.watch)]
    refuse_sources(output, site)
    overrides = dict(map(_definition, arguments.define))
    if not arguments.published:
        overrides.setdefault("transcript_drafts", "1")
    order = Order(
        source=str(site),
        output=str(output),
        doctrees=str(doctrees),
        builder=arguments.builder,
        overrides=overrides,
        tags=arguments.tag,
        jobs=os.cpu_count() or 1,
    )
    _make_folder(output)
    listener = _listen(arguments.host, arguments.port)
    address = _address(listener)
    builds = Builds(order)
    report = _Report()
    server = LiveServer(
        folders, ignoring([output, doctrees, site / "_build"], folders), builds, report
    )
    if arguments.open:
        threading.Thread(target=_open, args=(server, address), daemon=True).start()
    print(f"Serving {address} (Ctrl-C ends it)", flush=True)
    config = uvicorn.Config(
        make_app(server, output),
        log_level="warning",
        lifespan="on",
        # Browsers that don't hang up are not waited for.
        timeout_graceful_shutdown=1,
    )
    try:
        uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        print(file=sys.stderr)
    finally:
        builds.close()
        listener.close()
    return 0


class _Report:
    """Says what each build came to, a line or more."""

    def __call__(self, outcome: Outcome, changed: Sequence[str], seconds: float) -> None:
        """Say what a build after the files *changed* came to, which took so many *seconds*."""
        names = [shown_path(Path(path)) for path in changed[:_SHOWN]]
        more = f" and {len(changed) - _SHOWN} more" if len(changed) > _SHOWN else ""
        of = f": {', '.join(names)}{more}" if names else ""
        at = time.strftime("%H:%M:%S")
        if outcome.error:
            print(f"{at} not built{of}\n{outcome.error}", file=sys.stderr, flush=True)
            return
        count = len(outcome.warnings)
        said = f", {count} warning{'s' if count > 1 else ''}" if count else ""
        print(f"{at} built in {seconds:.1f} s{said}{of}", flush=True)


def _folder(path: Path) -> Path:
    if not path.is_dir():
        raise CommandError(f"--watch: {path} is no folder")
    return path.resolve()


def _definition(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise CommandError(f"-D {text}: expected NAME=VALUE, such as -D language=de")
    return name, value


def _make_folder(output: Path) -> None:
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(f"the folder {output} can't be made: {error.strerror}") from error
    if not os.access(output, os.W_OK):
        raise CommandError(f"the folder {output} can't be written to; --output names another")


def _listen(host: str, port: int | None) -> socket.socket:
    """Return a socket that listens at *port*; at any free one where none is asked for."""
    try:
        return _bound(host, _PORT if port is None else port)
    except (OSError, OverflowError) as error:
        is_taken = getattr(error, "errno", None) in {errno.EADDRINUSE, errno.EACCES}
        if port is None and is_taken:
            return _bound(host, 0)
        hint = "; --port 0 takes one that is free" if is_taken else ""
        reason = getattr(error, "strerror", None) or error
        raise CommandError(
            f"port {_PORT if port is None else port} of {host} can't be listened at: {reason}{hint}"
        ) from error


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":
            # A server that has just ended may still be seen to have the port.
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
        bound.listen()
    except BaseException:
        bound.close()
        raise
    return bound


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    if host in {"0.0.0.0", "::"}:  # noqa: S104 (asked for by the user)
        host = "localhost"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _open(server: LiveServer, address: str) -> None:
    """Open *address* in the user's browser when the first build is done."""
    while not server.build:
        time.sleep(0.1)
    webbrowser.open(address)
