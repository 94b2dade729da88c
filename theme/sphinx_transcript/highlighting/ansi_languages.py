r"""Names of languages for blocks with ANSI escape sequences.

A block of ``ansi`` has escapes as they are written, such as ``\e[31m``. In blocks of sessions and
of plain text, the character ESC itself is one. Other packages know some of these names, too.
"""

from __future__ import annotations

import re
from typing import Final

ANSI: Final = "ansi"
"""The language of output, or of a session if it begins with a prompt."""
_SESSION = "console"
"""The language of such a session."""
_PROMPT = re.compile(r"(?:\([^()\n]*\) ?)?(?:\[?[\w.-]+@[^\s$#%]+[^\n$#%]*)?[$#%] ")

_SESSIONS: Final = (
    "console", "shell-session", "bash-session", "pycon", "ps1con", "pwsh-session", "doscon",
    "ipython", "psql", "sqlite3",
)  # fmt: skip
_PLAIN: Final = ("text", "none", "plain", "plaintext", "txt", "output", "default", "guess", "log")
WRITTEN: Final = {
    **dict.fromkeys((ANSI, "ansi-color", "ansi-output", "ansi-text")),
    **{f"ansi-{name}": name for name in _SESSIONS},
}
"""The languages with written escapes, and the language of the session without them, if any."""
TERMINALS: Final = frozenset((*WRITTEN, *_SESSIONS, *_PLAIN))
"""The languages in which the character ESC begins an escape sequence."""


def session_language(language: str, text: str) -> str:
    """Return the language of the session in a block of *language*; empty if it is output."""
    if language == ANSI:
        return _SESSION if _PROMPT.match(text.lstrip("\n")) else ""
    session = WRITTEN.get(language, language)
    return session if session and session not in _PLAIN else ""
