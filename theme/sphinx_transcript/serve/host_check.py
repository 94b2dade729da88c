"""Who may read the site: requests that a page of another site can make are refused.

A page anywhere on the web can have its reader's browser send requests to this machine. Two ways
lead to the answer. *DNS rebinding*: the page's own host name is made to resolve to 127.0.0.1, so
that the browser takes this server for the page's. The Host header still has that name. *Script
inclusion*: a script, such as a search index, runs in the page that includes it. Fetch metadata
tells that, see https://www.w3.org/TR/fetch-metadata/. A WebSocket may be opened from any page; its
Origin header says from which.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.websockets import WebSocketClose

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.types import ASGIApp, Receive, Scope, Send

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?", re.IGNORECASE)
_ORIGIN = re.compile(r"https?://(.+)", re.IGNORECASE)


class AllowedHosts:
    """The host names and addresses by which browsers may address a server."""

    def __init__(self, bound_address: str, names: Iterable[str] = ()) -> None:
        """Allow *names*, and what is safe for a server that listens at *bound_address*."""
        self._is_local = _address(bound_address) is None or _is_loopback(bound_address)
        self._extra = frozenset(filter(None, map(host_name, names)))
        self._names = {"localhost", bound_address.lower(), *self._extra}
        if not self._is_local:
            own = socket.gethostname().lower()
            self._names |= {own, f"{own.partition('.')[0]}.local", socket.getfqdn().lower()}

    def allows(self, host: str) -> bool:
        """Return whether *host*, the value of a Host header, is allowed."""
        name = host_name(host)
        if not name:
            return False
        if _address(name) is not None:
            # Nobody can make an address lead elsewhere; but where only this machine is served,
            # no other address is right.
            return not self._is_local or _is_loopback(name) or name in self._names
        return name in self._names or name.endswith(".localhost")

    def allows_origin(self, origin: str, host: str) -> bool:
        """Return whether a page of *origin* may make requests to *host*, an allowed host."""
        found = _ORIGIN.fullmatch(origin.strip())
        if found is None:
            return False
        is_same = found[1].lower() == host.strip().lower()
        return is_same or host_name(found[1]) in self._extra


class HostMiddleware:
    """ASGI middleware that refuses requests for other hosts, and from pages of other sites."""

    def __init__(self, app: ASGIApp, hosts: AllowedHosts) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request *scope*; see https://asgi.readthedocs.io/en/latest/specs/www.html."""
        reason = self._refusal(scope) if scope["type"] in {"http", "websocket"} else ""
        if not reason:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocketClose(code=1008)(scope, receive, send)
        else:
            await PlainTextResponse(f"{reason}\n", status_code=403)(scope, receive, send)

    def _refusal(self, scope: Scope) -> str:
        """Return why the request *scope* is refused, in one sentence; '' if it is not."""
        headers = Headers(scope=scope)
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        if len(hosts) != 1 or not self._hosts.allows(hosts[0]):
            return (
                "This server answers only to the address that it has printed; "
                "'sphinx-transcript serve --allow-host NAME' adds a name."
            )
        if not all(self._hosts.allows_origin(origin, hosts[0]) for origin in origins):
            return "This server answers no page of another site."
        is_from_elsewhere = headers.get("sec-fetch-site") in {"cross-site", "same-site"}
        if is_from_elsewhere and not origins and headers.get("sec-fetch-mode") != "navigate":
            return "This server gives no file to a page of another site."
        return ""


def host_name(host: str) -> str:
    """Return the name or address in *host*, a Host header, as it is compared; '' if it is none.

    Case, a final dot and the port are no part of it, nor the brackets of an address.
    """
    found = _HOST.fullmatch(host.strip())
    if found is None:
        return ""
    name = found[1].lower().strip("[]").removesuffix(".")
    address = _address(name)
    return name if address is None else str(address)


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None


def _is_loopback(name: str) -> bool:
    address = _address(name)
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped.is_loopback
    return address is not None and address.is_loopback
