"""The socket that the server listens on, and its URL."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket

from sphinx_transcript.workspace.errors import CommandError

DEFAULT_PORT = 8000


def listen(host: str, port: int | None) -> socket.socket:
    """Return a socket that listens on *port* of *host*; with 0, on any free port.

    None stands for the default port, or for any free one if that is taken. Raises CommandError
    where the address can't be used.
    """
    host = host.strip().removeprefix("[").removesuffix("]")
    wanted = DEFAULT_PORT if port is None else port
    try:
        return _bound_socket(host, wanted)
    except (OSError, OverflowError) as error:
        is_taken = getattr(error, "errno", None) in {errno.EADDRINUSE, errno.EACCES}
        if port is None and is_taken:
            return _bound_socket(host, 0)
        hint = "; --port 0 takes one that is free" if is_taken else ""
        reason = getattr(error, "strerror", None) or error
        raise CommandError(
            f"port {wanted} of {host} can't be listened at: {reason}{hint}",
            2 if isinstance(error, OverflowError) else 1,
        ) from error


def is_public(listener: socket.socket) -> bool:
    """Return whether other machines may reach the socket *listener*."""
    return not ipaddress.ip_address(listener.getsockname()[0].partition("%")[0]).is_loopback


def server_url(listener: socket.socket) -> str:
    """Return the URL of the socket *listener*, for other machines where these can reach it."""
    host, port = listener.getsockname()[:2]
    if host in {"0.0.0.0", "::"}:  # noqa: S104 (asked for by the user)
        host = _own_address(listener.family) or "localhost"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _own_address(family: int) -> str:
    """Return the address of this machine in its network; '' if it has none.

    A socket for datagrams is given it by the system's routes. Nothing is sent.
    """
    far = "2001:db8::1" if family == socket.AF_INET6 else "192.0.2.1"
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((far, 9))
            return str(probe.getsockname()[0])
    except OSError:
        return _own_address(socket.AF_INET) if family == socket.AF_INET6 else ""


def _bound_socket(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":
            # Otherwise the port of a server that has just ended stays taken for a while.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen()
    except BaseException:
        listener.close()
        raise
    return listener
