"""The prompts of shells: POSIX shells, fish, PowerShell, cmd.exe."""

from __future__ import annotations

import re
from typing import Final

from sphinx_transcript.sessions.prompt_family import NAMES, REST, Family, Rank
from sphinx_transcript.sessions.shell_continuation import ShellReader
from sphinx_transcript.sessions.windows_continuation import CommandReader, PowerShellReader

_SIGN: Final = r"[$#%>❯➜λ⟩]"
_SPACE: Final = r"(?:[ \t\xa0]+|(?=\r?$))"
_MORE: Final = (
    r"(?:(?:(?:for|while|until|repeat|select|if|then|else|elif|case|d?quote|bquote|heredocd?|pipe"
    r"|cmdsubst|cmdand|cmdor|cursh|subsh|function|math|braceparam|array|brace) ?){0,6}>"
    rf"{REST}|foreach\? |\.\.\. (?=.))"
)
"""The continuation prompts of shells; those with words are zsh's, see PROMPT2 in zshparam(1)."""
_WORD: Final = r"[A-Za-z~/.][\w.-]{0,60}(?:[:/~][\w.~/-]{0,200})?[ \t]?"
_CLOCK: Final = r"(?:\[?\d{1,2}:\d\d(?::\d\d)?\]?[ \t])?"
_BRANCH: Final = r"(?:(?:git:)?\([^()\n]{1,80}\)[ \t]?)?"
_AT_HOST: Final = (
    rf"{_CLOCK}{NAMES}\[?\w[\w.+-]{{0,60}}[@㉿](?:<[\w.-]{{1,40}}>|[\w.-]{{0,80}})"
    rf"(?:[: \t)\[\]][^\n$#%>❯➜λ⟩]{{0,200}}?)?\]?{_SIGN}"
    rf"(?:{_SPACE}|(?<=[~\w][$#])(?=[a-z./]))"
)
_OF_SHELL: Final = (
    rf"{NAMES}(?:(?:bash|sh|zsh|dash|ksh|ash|fish)(?:-[\d.]{{1,8}}\w?)?[$#%>]"
    rf"|~[\w./-]{{0,200}}[ \t]?{_BRANCH}{_SIGN}|/[\w./-]{{0,200}}[ \t]?{_BRANCH}[$#]"
    rf"|\[(?![\d+*-])[^\]\n]{{1,80}}\][ \t]?[$#]"
    rf"|[\w.-]{{1,60}}:[^\s$#%>:]{{1,200}} [\w.-]{{1,60}}[$#%])"
    rf"{_SPACE}"
)
_CORNER: Final = r"[└╰][─╼━-]{1,3}(?:╼ )?[$#%❯>➤λ]{1,2}"
_ROBBYRUSSELL: Final = rf"➜(?: {{2}}\S{{1,80}}(?: (?:git:)?\([^()\n]{{1,80}}\))?(?: ✗)?)?{_SPACE}"
"""The default theme of Oh My Zsh: two spaces and the folder follow the arrow."""


def by_sign(prompt: str) -> str:
    """Let names in parentheses vary: a virtual environment is entered and left.

    Below a corner, the sign tells who types.
    """
    bare = re.sub(r"^(?:\([^()]*\)[ \t]?)+", "", prompt).strip()
    if bare[0] in "└╰" and bare[-1] in "$#":
        return NAMES + re.escape(bare[:-1]) + "[$#]" + _SPACE
    return NAMES + re.escape(bare) + _SPACE


def _by_word(prompt: str) -> str:
    """Let the folder vary, or the sign, which tells who types."""
    bare = prompt.strip()
    return rf"(?:{NAMES}{_WORD}{re.escape(bare[-1])}|{re.escape(bare[:-1])}{_SIGN}){_SPACE}"


def _by_arrow(prompt: str) -> str:
    return _ROBBYRUSSELL if prompt[0] == "➜" else by_sign(prompt)


_SHELL: Final = (_MORE, ShellReader, "bash")

SHELL: Final = (
    Family("host", _AT_HOST, *_SHELL),
    Family("shell", _OF_SHELL, *_SHELL),
    Family("sign", rf"{NAMES}(?:\$|❯{{1,3}}|λ|⟩|{_CORNER}){_SPACE}", *_SHELL, settle=by_sign),
    Family("arrow", rf"{_ROBBYRUSSELL}|[→»›▶➤][ \t]", *_SHELL, rank=Rank.LIKELY, settle=_by_arrow),
    Family("folder", rf"/[\w.-][\w./-]{{0,200}}>{_SPACE}", *_SHELL, rank=Rank.LIKELY),
    Family("word", rf"{NAMES}{_WORD}[$%#❯➜λ]{_SPACE}", *_SHELL, rank=Rank.LIKELY, settle=_by_word),
    Family(
        "spaceless",
        r"\$(?=[a-z./~])(?!\w{1,40}(?:[ \t]?=|->|[\[.),]))",
        *_SHELL,
        rank=Rank.LIKELY,
        settle=lambda _prompt: r"\$(?:[ \t]+|(?=[a-z./~]|\r?$))",
    ),
)
DOLLAR: Final = SHELL[2]
"""The family of the prompt ``$``."""
SU: Final = (
    r"(?:sudo[ \t]+)?(?:su(?:[ \t]+(?:-l?|--login|root)){0,3}"
    r"|(?:sudo|doas)[ \t]+(?:-[A-Za-z]{0,3}[is]|--login|--shell|(?:ba|z)?sh))[ \t]*\r?$"
)
"""A command that begins the shell of a superuser, as a regular expression."""
SPACELESS: Final = SHELL[-1]
"""The family of the prompt ``$`` without a space after it."""
SUPERUSER: Final = (
    Family("superuser", rf"{NAMES}#{_SPACE}", *_SHELL, rank=Rank.COMMENT_SIGN, settle=by_sign),
    Family("percent", rf"{NAMES}%{_SPACE}", *_SHELL, rank=Rank.COMMENT_SIGN, settle=by_sign),
)
"""The prompt of a superuser, and that of csh and zsh."""
QUOTE: Final = (
    Family(
        "quote",
        rf"{NAMES}>{_SPACE}",
        reader=ShellReader,
        code="bash",
        rank=Rank.QUOTE_SIGN,
        settle=by_sign,
    ),
)
_POWERSHELL: Final = (rf">>{REST}", PowerShellReader, "powershell")
POWERSHELL: Final = (
    Family(
        "powershell",
        rf"{NAMES}(?:\[[^\]\n]{{1,80}}\]: ?)?PS(?:[ \t][^>\n]{{0,250}})?>[ \t]*",
        *_POWERSHELL,
        is_more_clear=True,
        more_if_open=rf">{REST}",
    ),
)
POWERSHELL_QUOTE: Final = (
    Family("powershell_quote", rf"{NAMES}>{_SPACE}", *_POWERSHELL, settle=by_sign),
)
_COMMAND: Final = (r"More\? ?", CommandReader, "batch")
DOS: Final = (Family("dos", rf'{NAMES}[A-Za-z]:(?:[\\/][^>\n|<"*?]{{0,250}})?>[ \t]*', *_COMMAND),)
DOS_QUOTE: Final = (Family("dos_quote", rf"{NAMES}>{_SPACE}", *_COMMAND, settle=by_sign),)
