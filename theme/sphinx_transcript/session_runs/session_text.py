"""The text of a marked block: how it is shown, and whether it is a session of its language."""

from __future__ import annotations

from typing import Final

from sphinx_transcript.highlighting.session_lexers import ESCAPED
from sphinx_transcript.sessions.parser import parse_session
from sphinx_transcript.sessions.session import Kind, Session

LEXERS: Final = {"bash": "console", "sh": "console", "python": "pycon"}
"""The languages that blocks are highlighted and parsed as, by the languages of sessions."""


def parsed_text(text: str, language: str) -> Session:
    """Return *text*, that of a block in *language* (``bash``, ``sh``, ``python``), as a session."""
    return parse_session(text, LEXERS[language], is_escaped=True)


def lexer_name(text: str, language: str) -> str:
    """Return the name of the lexer that shows *text*, without marks of escapes."""
    is_marked = any(part.kind is Kind.ESCAPE for part in parsed_text(text, language).parts)
    return LEXERS[language] + (ESCAPED if is_marked else "")


def complaint(text: str, language: str) -> list[str]:
    """Return why *text* is no session of *language*; nothing if it is one."""
    session = parsed_text(text, language)
    if not text.strip():
        return ["there is no command in it"]
    wanted = "python" if language == "python" else "bash"
    prompt = ">>> " if language == "python" else "$ "
    if not any(part.kind is Kind.PROMPT for part in session.parts):
        return [f"there is no command in it: a command begins with a prompt such as {prompt!r}"]
    if session.code != wanted:
        lang = "" if language == "python" else "; ':lang: python' is for Python"
        return [f"its prompts are not those of {language}{lang}"]
    return []
