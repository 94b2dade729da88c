"""A WebDriver BiDi proxy that stands between Playwright and a Firefox that is installed.

Playwright drives an unmodified Firefox by WebDriver BiDi (https://w3c.github.io/webdriver-bidi/).
It sends commands that only newer releases of Firefox know, and fails if one is unknown. The proxy
starts Firefox, passes all messages on, and answers the commands in OPTIONAL itself.

`python -m tests.helpers.bidi_proxy FIREFOX [ARGUMENT ...]` prints the address as Firefox does.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys

from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection, serve

OPTIONAL = frozenset({"emulation.setMediaFeaturesOverride"})
"""Commands that Firefox 153 lacks and that tests can do without."""

_ADDRESS = re.compile(rb"WebDriver BiDi listening on (ws://\S+)")


def own_answer(message: str | bytes) -> str | None:
    """Return the proxy's answer to the command *message*; None if Firefox has to answer it."""
    command = json.loads(message)
    if command.get("method") not in OPTIONAL:
        return None
    return json.dumps({"type": "success", "id": command["id"], "result": {}})


async def _pass_commands(client: ServerConnection, firefox: ClientConnection) -> None:
    async for message in client:
        answer = own_answer(message)
        if answer is None:
            await firefox.send(message)
        else:
            await client.send(answer)


async def _pass_results(client: ServerConnection, firefox: ClientConnection) -> None:
    async for message in firefox:
        await client.send(message)


async def _run(command: list[str]) -> int:
    process = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
    assert process.stderr is not None
    address = ""
    while not address:
        line = await process.stderr.readline()
        if not line:
            return await process.wait()
        found = _ADDRESS.search(line)
        address = found[1].decode() if found else ""

    async def serve_client(client: ServerConnection) -> None:
        path = client.request.path if client.request else ""
        async with connect(address + path, max_size=None) as firefox:
            tasks = [
                asyncio.create_task(each(client, firefox))
                for each in (_pass_commands, _pass_results)
            ]
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in tasks:
                task.cancel()

    async with serve(serve_client, "127.0.0.1", 0, max_size=None) as server:
        (_host, port) = next(iter(server.sockets)).getsockname()[:2]
        print(f"WebDriver BiDi listening on ws://127.0.0.1:{port}", file=sys.stderr, flush=True)
        # A full pipe would stop Firefox.
        while await process.stderr.readline():
            pass
        return await process.wait()


if __name__ == "__main__":
    sys.exit(asyncio.run(_run(sys.argv[1:])))
