"""What the server adds to each page: the reload script, and the error or warnings of the build."""

from __future__ import annotations

import hashlib
from html import escape
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse

from sphinx_transcript.serve.build_result import BuildResult

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

PREFIX = "/-/live-reload"
"""The URL path of the server's own static files."""


_DIGEST_SIZE = 8
_NO_DIGEST = "0" * (2 * _DIGEST_SIZE)


def injected_html(version: str, result: BuildResult | None, watch_problem: str = "") -> bytes:
    """Return the HTML to append to each page of *version*, after a build with *result*.

    *watch_problem* says why changes are not noticed at once.
    """
    result = result or BuildResult()
    lines = [
        f'\n<script src="{PREFIX}/live.js" data-build="{version}"'
        f' data-page="{_NO_DIGEST}" defer></script>'
    ]
    if result.error or result.warnings or watch_problem:
        lines.append(f'<link rel="stylesheet" href="{PREFIX}/live.css">')
        lines.append('<aside id="ts:build-report" role="alert">')
        if watch_problem:
            lines.append(f"<p>{escape(watch_problem)}</p>")
        if result.error:
            lines.append(
                "<p><strong>The site can't be built; this is what was built before.</strong></p>"
                f"<pre>{escape(result.error)}</pre>"
            )
        if result.warnings:
            count = len(result.warnings)
            messages = escape("\n".join(result.warnings))
            lines.append(
                f"<details><summary>{count} warning{'s' if count > 1 else ''}</summary>"
                f"<pre>{messages}</pre></details>"
            )
        lines.append("<button>Close</button></aside>")
    return "\n".join(lines).encode()


def placeholder_page(result: BuildResult | None) -> HTMLResponse:
    """Return the response to serve until the site is built. *result* is that of the last build."""
    text = "The site is being built." if result is None else "There is no page yet."
    page = f"<!DOCTYPE html>\n<html lang=en><meta charset=utf-8><title>{text}</title><p>{text}"
    return HTMLResponse(page, status_code=503)


class InjectionMiddleware:
    """ASGI middleware that appends HTML to each page, and disables the browser's cache.

    The HTML has a digest of the page, by which its script tells whether a build has changed it.
    """

    def __init__(self, app: ASGIApp, html: Callable[[], bytes]) -> None:
        self._app = app
        self._html = html

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request *scope*; see https://asgi.readthedocs.io/en/latest/specs/www.html."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        html = b""
        digest = hashlib.blake2b(digest_size=_DIGEST_SIZE)

        async def send_with_html(message: Message) -> None:
            nonlocal html
            if message["type"] == "http.response.start":
                if Headers(scope=message).get("content-type", "").startswith("text/html"):
                    html = self._html()
                headers = MutableHeaders(scope=message)
                headers["cache-control"] = "no-store"
                # Scripts with the words of drafts don't run in pages of other sites.
                headers["cross-origin-resource-policy"] = "same-origin"
                if html and "content-length" in headers:
                    headers["content-length"] = str(int(headers["content-length"]) + len(html))
            elif html and scope["method"] != "HEAD":
                body = message.get("body", b"")
                digest.update(body)
                if not message.get("more_body"):
                    own = html.replace(_NO_DIGEST.encode(), digest.hexdigest().encode(), 1)
                    message["body"] = body + own
            await send(message)

        await self._app(scope, receive, send_with_html)
