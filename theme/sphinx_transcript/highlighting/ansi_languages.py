r"""Names of languages for blocks with ANSI escape sequences.

A block of ``ansi`` has escapes as they are written, such as ``\e[31m``. In blocks of sessions and
of plain text, the character ESC itself is one. Other packages know some of these names, too.
"""

from __future__ import annotations

from typing import Final

from sphinx_transcript.highlighting.session_lexers import LANGUAGES

_UNNAMED = "default"
ANSI: Final = "ansi"
"""The language of output, and of sessions that have a clear prompt or begin with one."""
_PLAIN: Final = (
    "text", "none", "plain", "plaintext", "txt", "output", "default", "guess", "log",
    # MyST-NB's language of the outputs of notebooks.
    "myst-ansi",
)  # fmt: skip
WRITTEN: Final = {
    **dict.fromkeys((ANSI, "ansi-color", "ansi-output", "ansi-text"), ""),
    **{f"ansi-{name}": name for name in LANGUAGES},
}
"""The languages with written escapes, and the language of the session without them, if any."""
TERMINALS: Final = frozenset((*WRITTEN, *LANGUAGES, *_PLAIN))
"""The languages in which the character ESC begins an escape sequence."""


def session_language(language: str, text: str) -> str:
    """Return the language of the session in the block *text* of *language*; empty for output."""
    from sphinx_transcript.sessions.prompt_families import CONSOLE
    from sphinx_transcript.sessions.prompt_family import Rank
    from sphinx_transcript.sessions.prompts import prompts_of

    if language in (ANSI, _UNNAMED):
        prompts = prompts_of(text, CONSOLE)
        if prompts is None:
            return ""
        is_session = prompts.family.rank is Rank.CLEAR or prompts.first.match(text.lstrip("\n"))
        return CONSOLE if is_session else ""
    session = WRITTEN.get(language, language)
    return session if session not in _PLAIN else ""
