"""The address that the server prints is one at which it can be reached."""

from __future__ import annotations

import socket

import pytest

from sphinx_transcript.serve import listening
from sphinx_transcript.serve.listening import is_public, listen, server_url
from sphinx_transcript.workspace.errors import CommandError

ANY = "0.0.0.0"  # noqa: S104 (for a moment)


def test_address_of_this_machine_only() -> None:
    for host in ("127.0.0.1", "localhost", " 127.0.0.1 "):
        with listen(host, 0) as listener:
            port = listener.getsockname()[1]
            assert server_url(listener) == f"http://127.0.0.1:{port}/"
            assert not is_public(listener)


@pytest.mark.parametrize("host", [ANY, ""])
def test_address_in_the_network(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "_own_address", lambda family: "192.168.1.5")
    with listen(host, 0) as listener:
        assert server_url(listener) == f"http://192.168.1.5:{listener.getsockname()[1]}/"
        assert is_public(listener)


def test_own_address_can_be_connected_to() -> None:
    with listen(ANY, 0) as listener:
        host = server_url(listener).removeprefix("http://").partition(":")[0]
        with socket.create_connection((host, listener.getsockname()[1]), timeout=5):
            pass


@pytest.mark.skipif(not socket.has_ipv6, reason="there is no IPv6 here")
def test_ipv6_address_with_and_without_brackets() -> None:
    for host in ("::1", "[::1]"):
        try:
            listener = listen(host, 0)
        except CommandError:
            pytest.skip("there is no IPv6 here")
        with listener:
            assert server_url(listener) == f"http://[::1]:{listener.getsockname()[1]}/"
            assert not is_public(listener)
