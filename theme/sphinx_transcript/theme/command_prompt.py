"""The HTML of a prompt: its symbol, and the command after it."""

from __future__ import annotations

from html import escape

from sphinx_transcript.support.lazy_patterns import lazy_pattern

# Browsers break lines after hyphens, before braces and between the words of a quoted string. The
# style sheet keeps words of up to this length together: they fit on a line of a phone.
_MAX_LENGTH = 28
# An option and its number are one word.
_WORD = lazy_pattern(r"-\w \+?\d+(?!\S)|(?:'[^']*'|[^\s'])+")
# Hebrew, Arabic and the like: isolated, so that the words of a command stay in their order.
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_RTL_RUN = lazy_pattern(rf"[{_RTL}](?:[-_\d]*[{_RTL}])*")
_BREAKABLE = lazy_pattern(r"[-{\s].")


def prompt_html(command: str, comment: str = "") -> str:
    """Return the HTML of a prompt with *command*, and the words of a *comment* after it."""
    return (
        '<p class="ts-prompt" translate="no">'
        '<span class="ts-prompt-symbol" aria-hidden="true">$ </span>'
        f"<kbd>{command_html(command)}</kbd>{comment_html(comment)}</p>"
    )


def comment_html(comment: str) -> str:
    """Return the HTML of a *comment* after a command, or '' if there is none.

    It is hidden from screen readers, because the same words name what the command prints.
    """
    words = escape(" ".join(comment.split()))
    if not words:
        return ""
    # A comment in a language from right to left stands in a line from left to right.
    return (
        f' <span class="ts-remark" aria-hidden="true" translate="yes"># <bdi>{words}</bdi></span>'
    )


def command_html(command: str) -> str:
    """Return the HTML of *command*, in which lines don't break inside short words."""
    parts, at = [], 0
    for match in _WORD.finditer(command):
        word = match[0]
        # One-letter options are too many to mark each of them.
        if 2 < len(word) <= _MAX_LENGTH and _BREAKABLE.search(word):
            parts += [
                _text_html(command[at : match.start()]),
                f'<span class="ts-word">{_text_html(word)}</span>',
            ]
            at = match.end()
    return "".join(parts) + _text_html(command[at:])


def _text_html(text: str) -> str:
    return _RTL_RUN.sub(r"<bdi>\g<0></bdi>", escape(text))
