"""The command ``serve``: serves the site with its drafts, and rebuilds it after each change."""

from __future__ import annotations

import itertools
import os
import sys
import threading
import time
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from sphinx_transcript.cli.arguments import add_site_argument
from sphinx_transcript.serve.build_client import BuildClient
from sphinx_transcript.serve.build_worker import BuildSettings
from sphinx_transcript.serve.host_check import AllowedHosts, host_name
from sphinx_transcript.serve.listening import DEFAULT_PORT, is_public, listen, server_url
from sphinx_transcript.serve.live_server import LiveServer
from sphinx_transcript.serve.site_lock import SiteLock
from sphinx_transcript.serve.source_folders import ignore_filter
from sphinx_transcript.serve.terminal_report import TerminalReport
from sphinx_transcript.serve.web_app import make_app
from sphinx_transcript.support.terminal_text import visible_text
from sphinx_transcript.workspace.errors import CommandError
from sphinx_transcript.workspace.files import display_path
from sphinx_transcript.workspace.site_folder import (
    create_output_folder,
    find_site,
    refuse_source_folder,
)

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments, the description and the examples of the command to *parser*."""
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
        f"(default: {DEFAULT_PORT}, or any if that is taken)",
    )
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        help="the address to listen at; 0.0.0.0 for other machines, too (default: 127.0.0.1)",
    )
    parser.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="NAME",
        help="a host name by which browsers may ask for the site, such as that of a proxy; may be "
        "given several times (default: those of the address)",
    )
    parser.add_argument(
        "--open", action="store_true", help="open the site in the browser once it is built"
    )
    parser.add_argument(
        "--verbose", action="store_true", help="print all that Sphinx says of the first build"
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
    """Serve the site until Ctrl-C."""
    site = find_site(arguments.site)
    folders = [site, *(_watched_folder(path) for path in arguments.watch)]
    for name in arguments.allow_host:
        if not host_name(name):
            raise CommandError(
                f"--allow-host {name}: expected a host name, such as blog.example", 2
            )
    overrides = dict(map(_parse_override, arguments.define))
    if not arguments.published:
        overrides.setdefault("transcript_drafts", "1")
    output, lock = _locked_output(site, arguments.output)
    with lock, listen(arguments.host, arguments.port) as listener:
        url = server_url(listener)
        lock.write_url(url)
        settings = BuildSettings(
            source=str(site),
            output=str(output),
            doctrees=str(lock.folder),
            builder=arguments.builder,
            overrides=overrides,
            tags=arguments.tag,
            jobs=os.cpu_count() or 1,
        )
        client = BuildClient(settings)
        is_ignored = ignore_filter([output, lock.folder, site / "_build"], folders)
        closing_lines = [f"Serving {url} (Ctrl-C ends it)"]
        drafts = "" if arguments.published else ", drafts included"
        if is_public(listener):
            warning = f"Everyone who can reach this machine can read the site{drafts}."
            closing_lines.insert(0, warning)
        report = TerminalReport(url, closing_lines, is_verbose=arguments.verbose)
        server = LiveServer(folders, is_ignored, client, report)
        if arguments.open:
            threading.Thread(target=_open_browser, args=(server, url), daemon=True).start()
        names = visible_text(f"{site.name or site}{drafts}, into {display_path(output)}")
        print(f"Building {names}", flush=True)
        hosts = AllowedHosts(listener.getsockname()[0], [arguments.host, *arguments.allow_host])
        config = uvicorn.Config(
            make_app(server, output, hosts),
            log_level="warning",
            lifespan="on",
            # Don't wait for browsers that keep their connections open.
            timeout_graceful_shutdown=1,
        )
        try:
            uvicorn.Server(config).run(sockets=[listener])
        except KeyboardInterrupt:
            print(file=sys.stderr)
        finally:
            client.close()
    return 0


def _locked_output(site: Path, asked: Path | None) -> tuple[Path, SiteLock]:
    """Return the folder to write *site* to, by default the first that no other server uses.

    Raises CommandError where *asked*, the folder that the user names, can't be used.
    """
    if asked is not None:
        output = asked.resolve()
        refuse_source_folder(output, site)
        lock = _lock(output, output / ".doctrees")
        if not lock.acquire():
            where = f" at {lock.read_url()}" if lock.read_url() else ""
            raise CommandError(
                f"{display_path(output)} is what another server builds into{where}; "
                "--output names another folder"
            )
        return output, lock
    other = ""
    for number in itertools.count(1):
        name = f"serve-{number}" if number > 1 else "serve"
        output = site / "_build" / name
        refuse_source_folder(output, site)
        # Beside the output, which is served: the doctrees hold the text of all posts.
        lock = _lock(output, site / "_build" / "doctrees" / name)
        if lock.acquire():
            break
        other = other or lock.read_url() or "another address"
    if other:
        print(f"The site is already served at {other}; this server builds into _build/{name}.")
    return output, lock


def _lock(output: Path, doctrees: Path) -> SiteLock:
    create_output_folder(output)
    create_output_folder(doctrees)
    return SiteLock(doctrees)


def _watched_folder(path: Path) -> Path:
    if not path.is_dir():
        raise CommandError(f"--watch: {path} is no folder", 2)
    return path.resolve()


def _parse_override(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise CommandError(f"-D {text}: expected NAME=VALUE, such as -D language=de", 2)
    return name, value


def _open_browser(server: LiveServer, url: str) -> None:
    """Open *url* in the user's browser after the first build."""
    while not server.build:
        time.sleep(0.1)
    webbrowser.open(url)
