"""The Pygments style for all colour schemes: its colours are the theme's custom properties."""

from __future__ import annotations

from typing import ClassVar

from pygments.style import Style
from pygments.token import (
    Comment,
    Error,
    Generic,
    Keyword,
    Literal,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Token,
    _TokenType,
)

_RED, _GREEN, _YELLOW = "var(--ts-red)", "var(--ts-green)", "var(--ts-yellow)"
_BLUE, _MAGENTA, _CYAN = "var(--ts-blue)", "var(--ts-magenta)", "var(--ts-cyan)"
_TEXT, _DIM = "var(--ts-text)", "var(--ts-dim)"


class TranscriptStyle(Style):
    """Uses colours as terminals do. Only for theme.toml: the LaTeX builder fails on it."""

    name = "transcript"
    background_color = "var(--ts-code)"
    highlight_color = "var(--ts-mark)"
    line_number_color = _DIM
    line_number_background_color = "transparent"
    line_number_special_color = _TEXT
    line_number_special_background_color = "transparent"
    styles: ClassVar[dict[_TokenType, str]] = {
        Token: "",
        Comment: f"italic {_DIM}",
        Comment.Preproc: f"noitalic {_MAGENTA}",
        Keyword: _MAGENTA,
        Keyword.Constant: _CYAN,
        Keyword.Type: _CYAN,
        Name.Attribute: _BLUE,
        Name.Builtin: _CYAN,
        Name.Class: _BLUE,
        Name.Constant: _CYAN,
        Name.Decorator: _MAGENTA,
        Name.Entity: _CYAN,
        Name.Exception: _RED,
        Name.Function: _BLUE,
        Name.Tag: _BLUE,
        Name.Variable: _CYAN,
        Number: _CYAN,
        Literal.Date: _CYAN,
        Literal.Scalar: "",
        Operator.Word: _MAGENTA,
        Punctuation: "",
        String: _GREEN,
        String.Escape: _YELLOW,
        String.Regex: _YELLOW,
        Generic.Deleted: _RED,
        Generic.Inserted: _GREEN,
        Generic.Emph: "italic",
        Generic.Strong: "bold",
        Generic.Error: _RED,
        Generic.Traceback: _RED,
        Generic.Heading: f"bold {_BLUE}",
        Generic.Subheading: _MAGENTA,
        Generic.Output: _DIM,
        Generic.Prompt: _GREEN,
        Error: _RED,
    }
