"""Whether a shell would read on: open quotes, operators, compound commands, here-documents.

The rules are those of POSIX, "Shell Command Language", sections 2.2 to 2.10, with what bash and zsh
add: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html
"""

from __future__ import annotations

from typing import Self

from sphinx_transcript.sessions.continuation import LineReader, part_at
from sphinx_transcript.sessions.shell_syntax import (
    ANSI,
    BRACED,
    CLOSERS,
    COMMAND_FOLLOWS,
    COMMANDS,
    DELIMITER,
    DOUBLE,
    HEADS,
    LOOPS,
    MATH,
    OPERATORS,
    QUOTES,
    QUOTING,
    SIMPLE,
    TOKEN,
)


class ShellReader(LineReader):
    """Reads the lines of a command of a POSIX shell, bash or zsh."""

    def __init__(self) -> None:
        super().__init__()
        self._contexts: list[str] = []  # What is open, from the outside to the inside.
        self._bodies: list[tuple[str, bool]] = []  # Delimiters of here-documents, and `<<-`.
        self._at_command = True  # Whether the next word is a command or a keyword.
        self._is_pending = False  # Whether an operator or a function's name waits for a command.
        self._names_function = False
        self._backquote = 0  # Where the last backquote was opened, if it still is.

    def copy(self) -> Self:
        """Return a reader in the same state."""
        other = super().copy()
        other._contexts, other._bodies = [*self._contexts], [*self._bodies]
        return other

    def feed(self, line: str) -> None:
        """Read the next line."""
        self.joins_next = False
        if self.heredoc is not None:
            delimiter, strips_tabs = self._bodies[0]
            if (line.lstrip("\t") if strips_tabs else line) == delimiter:
                del self._bodies[0]
                self._end_line()
        elif self.is_open or SIMPLE.match(line) is None:
            self._read(line)
            self._end_line()

    def _end_line(self) -> None:
        top = self._contexts[-1] if self._contexts else ""
        self.is_quoted = top in QUOTES
        reads_body = bool(self._bodies) and not self.is_quoted and not self.joins_next
        self.heredoc = self._bodies[0][0] if reads_body else None
        if top in COMMANDS and not self.joins_next:
            self._at_command = True
        self.is_open = bool(self._contexts or self._bodies or self._is_pending or self.joins_next)
        self.is_complete = not self.is_open
        self.joins_next = self.joins_next or (self._is_pending and not self._contexts)

    def _read(self, line: str) -> None:
        at, in_word = 0, False
        while at < len(line):
            top = self._contexts[-1] if self._contexts else ""
            if top == "'":
                at = self._read_until(line, "'", at)
                in_word = True
            elif top in ('"', "$'", "${"):
                at = self._read_quoted(line, at, top)
                in_word = True
            elif top in ("((", "m("):
                at = self._read_math(line, at)
                in_word = True
            else:
                part = part_at(TOKEN, line, at)
                at += len(part)
                if part == "#" and not in_word:
                    return
                if part in ("<<", "<<-"):
                    at = self._read_delimiter(line, at, strips_tabs=part == "<<-")
                    in_word = False
                elif part[0] in " \t":
                    in_word = False
                else:
                    in_word = self._take(part, line, at, in_word=in_word)

    def _read_until(self, line: str, end: str, at: int) -> int:
        found = line.find(end, at)
        if found < 0:
            return len(line)
        self._contexts.pop()
        return found + 1

    def _read_quoted(self, line: str, at: int, top: str) -> int:
        pattern = {'"': DOUBLE, "$'": ANSI, "${": BRACED}[top]
        match = pattern.search(line, at)
        if match is None:
            return len(line)
        part = match.group()
        if part == "\\":
            self.joins_next = True
        elif part == {'"': '"', "$'": "'", "${": "}"}[top]:
            self._contexts.pop()
        elif part[0] != "\\":
            self._open(part)
        return match.end()

    def _read_math(self, line: str, at: int) -> int:
        match = MATH.search(line, at)
        if match is None:
            return len(line)
        part, end = match.group(), match.end()
        if part == "\\":
            self.joins_next = True
        elif part == "(":
            self._contexts.append("m(")
        elif part == ")":
            closes_all = self._contexts.pop() == "(("
            end += closes_all and line[end : end + 1] == ")"
        elif part[0] != "\\":
            self._open(part)
        return end

    def _read_delimiter(self, line: str, at: int, *, strips_tabs: bool) -> int:
        match = DELIMITER.match(line, at)
        self._at_command = self._is_pending = False
        if match is None:
            return at
        delimiter = QUOTING.sub(lambda mark: mark.group(1) or "", match.group(1))
        self._bodies.append((delimiter, strips_tabs))
        return match.end()

    def _open(self, part: str) -> None:
        """Enter the context that *part* begins."""
        if part == "`":
            if "`" in self._contexts[self._backquote : self._backquote + 1]:
                del self._contexts[self._backquote :]  # What is open in it ends with it.
                self._at_command = False
                return
            self._backquote = len(self._contexts)
        names = {'$"': '"', "$((": "((", "<(": "$(", ">(": "$("}
        self._contexts.append(names.get(part, part))
        self._at_command = part in ("(", "$(", "`", "<(", ">(")

    def _take(self, part: str, line: str, at: int, *, in_word: bool) -> bool:
        """Take a part of a line outside of quotes; return whether a word goes on after it."""
        top = self._contexts[-1] if self._contexts else ""
        if part == "\\":
            self.joins_next = True
            return in_word
        was_command, self._at_command = self._at_command, False
        was_pending, self._is_pending = self._is_pending, False
        if part in OPERATORS or part in (";", "&", ";;", ";&", ";;&"):
            self._take_operator(part, top)
            return False
        if part == "()":
            self._at_command = self._is_pending = True
            return False
        if part == "(":
            self._take_bracket(line, at, top, is_command=was_command)
            return False
        if part in (")", "))"):
            return self._close(part)
        if part in ("'", '"', "$'", '$"', "`", "${", "$(", "((", "$((", "<(", ">("):
            self._open(part)
            return True
        if part[0] in "<>&":
            self._at_command = was_command
            return False
        is_whole = not in_word and (at == len(line) or line[at] in " \t;&|()<>`")
        if is_whole:
            self._take_word(part, top, is_command=was_command, was_pending=was_pending)
        return True

    def _take_operator(self, part: str, top: str) -> None:
        if part.startswith(";") and len(part) > 1:
            if top == "body":
                self._contexts[-1] = "pattern"
        else:
            self._at_command = top in COMMANDS
            self._is_pending = part in OPERATORS and top in COMMANDS

    def _take_bracket(self, line: str, at: int, top: str, *, is_command: bool) -> None:
        if top == "pattern":
            return
        follows_assignment = line[at - 2 : at - 1] == "="
        if top in ("[[", "list") or follows_assignment or not is_command:
            self._contexts.append("list")
        else:
            self._open("(")

    def _close(self, part: str) -> bool:
        """Take closing brackets; return whether a word goes on after them."""
        top = ""
        for _ in part:
            top = self._contexts[-1] if self._contexts else ""
            if top in ("(", "$(", "list"):
                self._contexts.pop()
            elif top == "pattern":
                self._contexts[-1] = "body"
        # Keywords may follow a subshell, too: `if (false) then`.
        self._at_command = top in ("(", "pattern")
        return top == "$("

    def _take_word(self, word: str, top: str, *, is_command: bool, was_pending: bool) -> None:
        if self._names_function:
            self._names_function = False
            self._at_command = self._is_pending = True
        elif top == "[[":
            if word == "]]":
                self._contexts.pop()
                self._at_command = True  # A keyword may follow: `if [[ -f a ]] then`.
        elif top == "case":
            if word == "in":
                self._contexts[-1] = "pattern"
        elif top == "pattern":
            if word == "esac":
                self._contexts.pop()
        elif is_command and top in COMMANDS:
            self._take_keyword(word, top)

    def _take_keyword(self, word: str, top: str) -> None:
        if word in COMMAND_FOLLOWS:
            self._at_command = True
        elif word in LOOPS or word == "if":
            self._contexts.append("if" if word == "if" else "loop")
            self._at_command = True
        elif word in HEADS:
            self._contexts.append("foreach" if word == "foreach" else "loop")
        elif word in ("case", "[["):
            self._contexts.append(word)
        elif word == "{":
            self._contexts.append("{")
            self._at_command = True
        elif word == "function":
            self._names_function = True
        elif CLOSERS.get(word) == top:
            self._contexts.pop()
            self._at_command = True  # Another keyword may follow.
