"""What the server adds to each page: the script that reloads it, and what went wrong."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from sphinx_transcript.serving.outcome import Outcome

PREFIX = "/-/live-reload"
"""Where the server's own files are."""


def addition(build: int, outcome: Outcome | None) -> bytes:
    """Return the HTML that ends each page: of the build number *build*, which came to *outcome*."""
    lines = [f'\n<script src="{PREFIX}/live.js" data-build="{build}" defer></script>']
    if outcome is not None and (outcome.error or outcome.warnings):
        lines.append(f'<link rel="stylesheet" href="{PREFIX}/live.css">')
        lines.append('<aside id="live-reload-said" role="alert">')
        if outcome.error:
            lines.append(
                "<p><strong>The site can't be built; this is what was built before.</strong></p>"
                f"<pre>{escape(outcome.error)}</pre>"
            )
        if outcome.warnings:
            count = len(outcome.warnings)
            said = escape("\n".join(outcome.warnings))
            lines.append(
                f"<details><summary>{count} warning{'s' if count > 1 else ''}</summary>"
                f"<pre>{said}</pre></details>"
            )
        lines.append("</aside>")
    return "\n".join(lines).encode()


def first_page(outcome: Outcome | None) -> HTMLResponse:
    """Return what is shown before there is any page."""
    text = "The site is being built." if outcome is None else "There is no page yet."
    page = f"<!DOCTYPE html>\n<html lang=en><meta charset=utf-8><title>{text}</title><p>{text}"
    return HTMLResponse(page, status_code=503)


class Injector:
    """Middleware that adds to each page, and has browsers ask for each anew."""

    def __init__(self, app: ASGIApp, added: Callable[[], bytes]) -> None:
        self._app = app
        self._added = added

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request *scope*; see https://asgi.readthedocs.io/en/latest/specs/www.html."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        added = b""

        async def send_on(message: Message) -> None:
            nonlocal added
            if message["type"] == "http.response.start":
                if Headers(scope=message).get("content-type", "").startswith("text/html"):
                    added = self._added()
                headers = MutableHeaders(scope=message)
                headers["cache-control"] = "no-store"
                if added and "content-length" in headers:
                    headers["content-length"] = str(int(headers["content-length"]) + len(added))
            elif added and not message.get("more_body") and scope["method"] != "HEAD":
                message["body"] = message.get("body", b"") + added
            await send(message)

        await self._app(scope, receive, send_on)
