"""What programs print about their versions, collected from Debian 12 and other systems."""

from __future__ import annotations

import pytest

from sphinx_transcript.sessions.program_version import MAX_LENGTH, program_version


@pytest.mark.parametrize(
    ("command", "line", "expected"),
    [
        ("git --version", "git version 2.39.5", "git 2.39.5"),
        ("git --version", "git version 2.39.5 (Apple Git-154)", "git 2.39.5"),
        (
            "bash --version",
            "GNU bash, version 5.2.15(1)-release (x86_64-pc-linux-gnu)",
            "GNU bash 5.2.15(1)-release",
        ),
        ("python3 -V", "Python 3.11.2", "Python 3.11.2"),
        ("grep -V", "grep (GNU grep) 3.8", "grep 3.8"),
        ("ls --version", "ls (GNU coreutils) 9.1", "ls 9.1"),
        ("gcc --version", "gcc (Debian 12.2.0-14) 12.2.0", "gcc 12.2.0"),
        ("curl -V", "curl 7.88.1 (x86_64-pc-linux-gnu) libcurl/7.88.1", "curl 7.88.1"),
        ("docker -v", "Docker version 24.0.5, build ced0996", "Docker 24.0.5"),
        ("node --version", "v18.13.0", "node v18.13.0"),
        ("/usr/bin/npm -v", "9.2.0", "npm 9.2.0"),
        ("jq --version", "jq-1.6", "jq-1.6"),
        ("go version", "go version go1.21.1 linux/amd64", "go 1.21.1"),
        ("openssl version", "OpenSSL 3.0.11 19 Sep 2023 (Library: ...)", "OpenSSL 3.0.11"),
        ("java --version", "openjdk 17.0.9 2023-10-17", "openjdk 17.0.9"),
        ("rsync -V", "rsync  version 3.2.7  protocol version 31", "rsync 3.2.7"),
        ("sqlite3 -version", "3.40.1 2022-12-28 14:03:47 df5c253c0b3dd24916e4", "sqlite3 3.40.1"),
        ("kubectl version", "Client Version: v1.28.2", "Client v1.28.2"),
        ("awk -V", "mawk 1.3.4 20200120", "mawk 1.3.4"),
        ("x", "Version 3", "x 3"),
        ("x", "no digits", "no digits"),
        ("$(x)", "3", "3"),
        ("", "3", "3"),
        ("x", "", ""),
        ("x", "a" * 500, "a" * MAX_LENGTH),
    ],
)
def test_versions(command: str, line: str, expected: str) -> None:
    assert program_version(command, line) == expected
