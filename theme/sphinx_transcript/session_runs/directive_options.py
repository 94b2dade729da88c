"""The options of the ``session`` directive, read and validated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sphinx_transcript.post.field_values import FALSE, TRUE
from sphinx_transcript.support.nearest_name import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES: Final = ("bash", "sh", "python")
"""What ``:lang:`` accepts; the first one is the default."""
OPTIONS: Final[dict[str, str]] = {
    "name": "the shell: blocks of one name on a page share it",
    "lang": "the program that reads what is typed: `bash`, `sh` or `python`; `bash` without it",
    "setup": "what is typed before the block and not shown",
    "files": "files of the site that are put into the folder before, with commas between them",
    "requires": "programs without which the block is skipped",
    "timeout": "the seconds that each command may take",
    "exit": "the exit status that the last command must have",
    "version": "commands that print versions, with `;` between them",
    "unchecked": "leaves the block out of the check; a text says why",
}
"""The options of the directive itself, and their meanings."""
CODE_OPTIONS: Final = ("caption", "class", "emphasize-lines", "lineno-start", "linenos", "force")
"""The options of Sphinx's ``code-block`` that the directive has, too.

See https://www.sphinx-doc.org/en/master/usage/restructuredtext/directives.html#directive-code-block
"""
_PROGRAM = re.compile(r"[A-Za-z0-9_\[][\w.+-]*")
_SECONDS = re.compile(r"(?P<number>[0-9]+(?:\.[0-9]+)?) ?(?:s|sec|seconds?)?")
_MOST_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class SessionOptions:
    """The options of a ``session`` directive."""

    name: str = ""
    language: str = LANGUAGES[0]
    setup: str = ""
    files: tuple[str, ...] = ()
    """As written: relative to the document, or from the source folder with a slash first."""
    requires: tuple[str, ...] = ()
    timeout: float | None = None
    status: int | None = None
    versions: tuple[str, ...] = ()
    is_unchecked: bool = False
    reason: str = ""
    """Why the block is unchecked."""


def read_options(given: Mapping[str, str | None]) -> tuple[SessionOptions, list[str]]:
    """Return the options among *given*, and messages about those that can't be used.

    The options of ``code-block`` are left to their own directive.
    """
    reader = _Reader({name: (value or "").strip() for name, value in given.items()})
    is_unchecked, reason = reader.unchecked()
    options = SessionOptions(
        name=" ".join(reader.value("name", "a name such as 'setup'").split()),
        language=reader.language(),
        setup=reader.value("setup", "commands"),
        files=reader.split("files", r"[,\n]", "a file such as 'data.csv'"),
        requires=reader.programs(),
        timeout=reader.seconds(),
        status=reader.status(),
        versions=reader.split("version", r"[;\n]", "a command such as 'git --version'"),
        is_unchecked=is_unchecked,
        reason=reason,
    )
    accepted = ", ".join([*OPTIONS, *CODE_OPTIONS])
    unknown = [
        f"unknown option {name!r}{did_you_mean(name, [*OPTIONS, *CODE_OPTIONS])} "
        f"(accepted: {accepted})"
        for name in given
        if name not in OPTIONS and name not in CODE_OPTIONS
    ]
    return options, unknown + reader.messages


class _Reader:
    """Reads options, and collects messages about invalid ones."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self._given = given
        self.messages: list[str] = []

    def value(self, name: str, expected: str) -> str:
        value = self._given.get(name)
        if value is None:
            return ""
        if not value:
            self._reject(name, expected)
        return value

    def split(self, name: str, separator: str, expected: str) -> tuple[str, ...]:
        parts = re.split(separator, self.value(name, expected))
        return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))

    def language(self) -> str:
        value = self._given.get("lang", LANGUAGES[0])
        if value in LANGUAGES:
            return value
        hint = did_you_mean(value, LANGUAGES)
        self.messages.append(f"lang: unknown {value!r}{hint} (accepted: {', '.join(LANGUAGES)})")
        return LANGUAGES[0]

    def programs(self) -> tuple[str, ...]:
        expected = "names of programs such as 'git jq'"
        programs = self.split("requires", r"[,\s]", expected)
        for program in programs:
            if _PROGRAM.fullmatch(program) is None:
                self.messages.append(
                    f"requires: {program!r} is not the name of a program (expected {expected})"
                )
        return programs

    def seconds(self) -> float | None:
        value = self._given.get("timeout")
        if value is None:
            return None
        match = _SECONDS.fullmatch(value)
        seconds = float(match["number"]) if match and len(value) < 20 else 0.0
        if not 0 < seconds <= _MOST_SECONDS:
            self._reject("timeout", "a number of seconds such as 60")
            return None
        return seconds

    def status(self) -> int | None:
        value = self._given.get("exit")
        if value is None:
            return None
        if not (value.isascii() and value.isdigit() and len(value) <= 3 and int(value) <= 255):
            self._reject("exit", "an exit status from 0 to 255")
            return None
        return int(value)

    def unchecked(self) -> tuple[bool, str]:
        value = self._given.get("unchecked")
        if value is None:
            return False, ""
        if not value or value.casefold() in TRUE:
            return True, ""
        is_unchecked = value.casefold() not in FALSE
        return is_unchecked, value if is_unchecked else ""

    def _reject(self, name: str, expected: str) -> None:
        value = self._given[name]
        self.messages.append(
            f"{name}: {value!r} is not {expected}" if value else f"{name}: expected {expected}"
        )
