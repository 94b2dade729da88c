"""Which families of prompts a block of a language may have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_transcript.sessions import repl_prompts as repl
from sphinx_transcript.sessions import shell_prompts as shell

if TYPE_CHECKING:
    from sphinx_transcript.sessions.prompt_family import Family

CONSOLE: Final = "console"
"""The language of blocks that may have any prompt."""
FAMILIES: Final[dict[str, tuple[Family, ...]]] = {
    CONSOLE: (
        *repl.PYTHON, *shell.POWERSHELL, *shell.DOS, *repl.PSQL, *repl.MYSQL, *repl.SQLITE,
        *repl.RUBY, *repl.JULIA, *repl.ELIXIR, *repl.OTHERS, *shell.SHELL, *shell.SUPERUSER,
        *repl.NAMED, *shell.QUOTE,
    ),
    "pycon": repl.PYTHON,
    "ps1con": (*shell.POWERSHELL, *shell.POWERSHELL_QUOTE),
    "doscon": (*shell.DOS, *shell.POWERSHELL, *shell.DOS_QUOTE),
    "psql": (*repl.PSQL, *shell.SHELL),
    "mysql": repl.MYSQL,
    "sqlite3": repl.SQLITE,
    "irb": (*repl.RUBY, *repl.IRB_SHORT),
    "julia-repl": repl.JULIA,
    "iex": repl.ELIXIR,
    "nodejsrepl": repl.NODE,
    "rconsole": repl.R,
}  # fmt: skip
"""The families that a block of a language may have, in the order in which they are tried."""
_ALIASES: Final = {
    "python": "pycon", "pycon3": "pycon", "python-console": "pycon", "py": "pycon",
    "ipython": "pycon", "ipythonconsole": "pycon",
    "powershell": "ps1con", "pwsh": "ps1con", "pwsh-session": "ps1con",
    "batch": "doscon", "bat": "doscon",
    "postgresql-console": "psql", "postgres-console": "psql", "mariadb": "mysql",
    "sqlite": "sqlite3", "rbcon": "irb", "jlcon": "julia-repl", "rout": "rconsole",
    "ipython3console": "pycon",
}  # fmt: skip


def language_of(name: str) -> str:
    """Return the key of `FAMILIES` for a language or lexer of this *name*."""
    name = _ALIASES.get(name, name)
    return name if name in FAMILIES else CONSOLE
