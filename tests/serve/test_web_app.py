"""Who may read what the server has: hosts, origins, and Sphinx's own files."""

from __future__ import annotations

import http.client
import os
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_transcript.serve import web_app
from sphinx_transcript.serve.build_client import BuildClient
from sphinx_transcript.serve.build_result import BuildResult
from sphinx_transcript.serve.build_worker import BuildSettings
from sphinx_transcript.serve.host_check import AllowedHosts, host_name
from sphinx_transcript.serve.live_server import LiveServer
from sphinx_transcript.serve.terminal_report import TerminalReport
from sphinx_transcript.serve.web_app import make_app
from tests.helpers import live
from tests.helpers.event_loops import run_in_new_loop

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site

HOST = "127.0.0.1:8000"
ANY = "0.0.0.0"  # noqa: S104 (nothing listens)


class Served:
    """The application that serves a folder to *hosts*; no server runs."""

    def __init__(self, folder: Path, hosts: AllowedHosts) -> None:
        client = BuildClient(BuildSettings("", "", ""))
        server = LiveServer([folder], lambda path: False, client, TerminalReport(""))
        self.server = server
        server.result = BuildResult()
        self._app = make_app(server, folder, hosts)

    def get(self, path: str, host: str = HOST, **headers: str) -> tuple[int, dict[str, str], str]:
        """Return the status, the headers and the text of the answer to a request."""
        messages = self._send("http", path, host, headers)
        start, *parts = messages
        fields = {name.decode(): value.decode() for name, value in start["headers"]}
        return start["status"], fields, b"".join(part.get("body", b"") for part in parts).decode()

    def websocket(self, host: str = HOST, **headers: str) -> str:
        """Return the type of the answer to a request for the WebSocket."""
        return str(self._send("websocket", "/websocket-reload", host, headers)[0]["type"])

    def _send(self, kind: str, path: str, host: str, headers: dict[str, str]) -> list[Any]:
        fields = [(b"host", host.encode())] if host else []
        fields += [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()]
        path, _, query = path.partition("?")
        scope = {
            "type": kind, "method": "GET", "path": path, "root_path": "", "headers": fields,
            "query_string": query.encode(), "scheme": "http", "server": ("127.0.0.1", 8000),
            "subprotocols": [],
        }  # fmt: skip
        sent: list[Any] = []
        received = iter([{"type": "websocket.connect"}] if kind == "websocket" else [])

        async def receive() -> Any:
            return next(received, {"type": f"{kind}.disconnect", "code": 1000})

        async def send(message: Any) -> None:
            sent.append(message)

        run_in_new_loop(self._app(scope, receive, send))
        return sent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "index.html", "post/index.html", "app.js", ".doctrees/index.doctree", "x/.DOCTREES/a.txt",
        ".doctrees/environment.pickle", "doctrees/index.html", "deep/environment.pickle",
        "deep/index.doctree", ".well-known/x.txt",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("text")
    return tmp_path


@pytest.fixture
def served(folder: Path) -> Served:
    return Served(folder, AllowedHosts("127.0.0.1"))


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1:8000", "127.0.0.1", "127.0.0.1:9000", "127.3.2.1:8000", "localhost:8000",
        "LOCALHOST:8000", "localhost.:8000", "localhost", "blog.localhost:8000", "[::1]:8000",
        "[::1]", "[0:0:0:0:0:0:0:1]:8000", "[::ffff:127.0.0.1]:8000",
    ],
)  # fmt: skip
def test_hosts_of_this_machine_are_served(served: Served, host: str) -> None:
    assert served.get("/index.html", host)[0] == 200
    assert served.websocket(host, origin=f"http://{host}") == "websocket.accept"


@pytest.mark.parametrize(
    "host",
    [
        "", "evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example",
        "evil.example.", "evillocalhost", "127.0.0.1@evil.example", "evil.example#localhost",
        "localhost:8000:evil.example", "[::1].evil.example", "192.168.1.5:8000", "0.0.0.0:8000",
        "[fe80::1]:8000", ":8000", "localhost, evil.example", "[localhost]",
    ],
)  # fmt: skip
def test_other_hosts_are_refused(served: Served, host: str) -> None:
    for path in ("/index.html", "/post", "/-/live-reload/live.js", "/nowhere"):
        status, _, text = served.get(path, host)
        assert status == 403
        assert "--allow-host" in text
        assert "evil" not in text
    assert served.websocket(host, origin=f"http://{host}") == "websocket.close"


@pytest.mark.parametrize(
    "origin",
    [
        "null", "http://evil.example", "https://evil.example:8000", "http://localhost:3000",
        "http://localhost:8000", "http://127.0.0.1", "file://", "http://127.0.0.1:8000.evil.example",
        "http://evil.example/127.0.0.1:8000", "",
    ],
)  # fmt: skip
def test_other_origins_are_refused(served: Served, origin: str) -> None:
    assert served.websocket(origin=origin) == "websocket.close"
    assert served.get("/index.html", origin=origin)[0] == 403


def test_scripts_of_drafts_do_not_run_in_pages_of_other_sites(served: Served) -> None:
    for site in ("cross-site", "same-site"):
        status, _, text = served.get("/app.js", sec_fetch_site=site, sec_fetch_mode="no-cors")
        assert (status, text) == (403, "This server gives no file to a page of another site.\n")
        # But a link in such a page may be followed.
        assert served.get("/", sec_fetch_site=site, sec_fetch_mode="navigate")[0] == 200
    for site in ("same-origin", "none"):
        assert served.get("/app.js", sec_fetch_site=site, sec_fetch_mode="no-cors")[0] == 200
    assert served.get("/app.js")[1]["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("bound", "host", "is_allowed"),
    [
        (ANY, "192.168.1.5:8000", True),
        (ANY, "localhost:8000", True),
        ("::", "[fe80::1]:8000", True),
        (ANY, "evil.example:8000", False),
        ("192.168.1.5", "evil.example:8000", False),
        (ANY, "blog.example", True),
        ("127.0.0.1", "BLOG.example.:80", True),
    ],
)
def test_hosts_of_other_addresses(folder: Path, bound: str, host: str, is_allowed: bool) -> None:
    served = Served(folder, AllowedHosts(bound, ["blog.example:443"]))
    assert (served.get("/index.html", host)[0] == 200) is is_allowed
    origin = "https://blog.example"  # That of a proxy that asks by another name.
    is_open = served.websocket(host, origin=origin) == "websocket.accept"
    assert is_open is is_allowed


def test_own_host_name_is_allowed_in_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "Desk")
    monkeypatch.setattr("socket.getfqdn", lambda: "desk.lan")
    hosts = AllowedHosts(ANY)
    assert all(map(hosts.allows, ("desk:8000", "DESK", "desk.local:8000", "desk.lan")))
    assert not AllowedHosts("127.0.0.1").allows("desk:8000")


def test_redirects_name_no_host(served: Served) -> None:
    status, headers, _ = served.get("/post?q=a%20b")
    assert (status, headers["location"]) == (307, "/post/?q=a%20b")
    # Two slashes would be the host of another site.
    for path in ("//post", "///post", "/./post"):
        assert served.get(path)[1]["location"] == "/post/"


@pytest.mark.parametrize(
    "path",
    [
        "/.doctrees/index.doctree", "/.doctrees/environment.pickle", "/.Doctrees/index.doctree",
        "/x/.DOCTREES/a.txt", "/deep/environment.pickle", "/deep/index.doctree", "/link",
        "/folder/index.doctree", "/deep/../.doctrees/index.doctree",
    ],
)  # fmt: skip
def test_doctrees_are_not_served(served: Served, folder: Path, path: str) -> None:
    (folder / "link").symlink_to(folder / ".doctrees" / "environment.pickle")
    (folder / "folder").symlink_to(folder / ".doctrees")
    assert served.get(path)[0] == 404


def test_preview_of_a_page_is_served_instead_of_its_file(served: Served) -> None:
    served.server.previews = {"post/index.html": "\N{SNOWMAN} new"}
    for path in ("/post/index.html", "/post/"):
        assert "\N{SNOWMAN} new" in served.get(path)[2]
        assert 'data-build="0-preview"' in served.get(path)[2]
    assert "new" not in served.get("/index.html")[2].partition("<script")[0]
    served.server.previews = {}
    assert "text" in served.get("/post/index.html")[2]


def test_names_like_those_of_doctrees_are_served(served: Served) -> None:
    assert served.get("/doctrees/")[0] == 200
    assert served.get("/.well-known/x.txt")[0] == 200


def test_pages_and_files_tell_whether_their_content_has_changed(
    served: Served, folder: Path
) -> None:
    def page_digest() -> str:
        return served.get("/index.html")[2].partition('data-page="')[2].partition('"')[0]

    before, tag = page_digest(), served.get("/app.js")[1]["etag"]
    assert before.strip("0")
    (folder / "app.js").unlink()
    for name in ("app.js", "index.html"):
        (folder / name).write_text("text")
    os.utime(folder / "app.js", (1, 1))
    assert (page_digest(), served.get("/app.js")[1]["etag"]) == (before, tag)
    for name in ("app.js", "index.html"):
        (folder / name).write_text("other")
    assert page_digest() != before
    assert served.get("/app.js")[1]["etag"] != tag


def test_host_names() -> None:
    assert host_name("Blog.Example.:80") == "blog.example"
    assert [*map(host_name, ("https://blog.example", "blog example", "", "*", "a/b"))] == [""] * 5


def test_running_server_refuses_other_hosts_and_a_second_one_takes_its_own_folder(
    site: Site,
) -> None:
    site.post("draft", title="Unpublished", draft="true")
    arguments = (str(site.srcdir), "--port", "0")
    with live.LiveServer(site.folder, *arguments) as first:
        first.wait_for(lambda: first.get("post/draft.html")[0] == 200)
        connection = http.client.HTTPConnection(first.host)
        connection.request("GET", "/post/draft.html", headers={"Host": "evil.example"})
        answer = connection.getresponse()
        assert answer.status == 403
        assert b"Unpublished" not in answer.read()
        connection.close()
        with live.LiveServer(site.folder, *arguments) as second:
            second.wait_for(lambda: second.get("post/draft.html")[0] == 200)
            assert (
                f"The site is already served at http://{first.host}/; "
                "this server builds into _build/serve-2."
            ) in second.output
        assert (site.srcdir / "_build" / "serve-2" / "post" / "draft.html").exists()


def test_folder_that_is_gone_leads_to_no_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone").mkdir()
    served = Served(tmp_path / "gone", AllowedHosts("127.0.0.1"))
    (tmp_path / "gone").rmdir()
    assert served.get("/")[0] == 404
    served.server.result = BuildResult("Cannot find source directory")
    status, _, text = served.get("/index.html")
    assert status == 503
    assert "There is no page yet." in text
    assert "Cannot find source directory" in text
    served.server.result = BuildResult()
    (tmp_path / "gone").mkdir()
    (tmp_path / "gone" / "index.html").write_text("<p>back")
    assert "<p>back" in served.get("/")[2]

    def delete(*_: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(web_app._Pages, "file_response", delete)
    assert served.get("/")[0] == 404
