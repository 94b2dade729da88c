"""A program that runs in a pseudo-terminal: text is sent to it, and its output is read.

Its standard input is a pipe, so that nothing is echoed and a container needs no terminal. Its
standard output and standard error are one terminal of 80 columns: programs print as they do for
readers, and in the order in which readers see it. The line discipline changes nothing: no line
feed becomes CR LF. It is nobody's controlling terminal: ``/dev/tty`` can't be opened, so that a
question for a password fails instead of waiting.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import threading
    from collections.abc import Mapping, Sequence

COLUMNS: Final = 80
LINES: Final = 24
_SUPERVISOR = Path(__file__).with_name("supervisor.py")
_POLL_SECONDS = 0.1
"""How often it is looked whether the run is cancelled."""
_CHUNK = 1 << 16
_END_SECONDS = 10.0


class ProcessEndedError(Exception):
    """The program ended, or closed its terminal; *printed* is what it printed before."""

    def __init__(self, printed: bytes) -> None:
        super().__init__("it has ended")
        self.printed = printed


class TimeExceededError(Exception):
    """The program didn't print in time what was waited for; *printed* is what it printed."""

    def __init__(self, printed: bytes) -> None:
        super().__init__("it didn't answer in time")
        self.printed = printed


class OutputExceededError(Exception):
    """The program printed more than is kept; *printed* is the beginning."""

    def __init__(self, printed: bytes) -> None:
        super().__init__("it printed too much")
        self.printed = printed


class CancelledError(Exception):
    """The run was cancelled."""


def has_terminals() -> bool:
    """Return whether the system has pseudo-terminals. POSIX systems do, and Windows does not."""
    return importlib.util.find_spec("termios") is not None


class TerminalProcess:
    """A running program. Use it as a context manager, which ends it with all its children."""

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        cwd: Path,
        environment: Mapping[str, str],
        cancelled: threading.Event,
    ) -> None:
        """Start *command* in the folder *cwd*; the supervisor removes *folder* at the end.

        Raises OSError where there is no terminal, no memory or no process left.
        """
        self._cancelled = cancelled
        self._buffer = bytearray()
        self._master, slave = _new_terminal()
        control, self._control = os.pipe()
        try:
            self._process = subprocess.Popen(  # noqa: S603 (the user asked for it)
                [
                    *(sys.executable, "-I", "-S", str(_SUPERVISOR), str(control), str(folder)),
                    *command,
                ],
                stdin=subprocess.PIPE,
                stdout=slave,
                stderr=slave,
                cwd=cwd,
                env=dict(environment),
                pass_fds=(control,),
                # A terminal sends SIGINT to the group of the build, which then ends the program.
                start_new_session=True,
            )
        except BaseException:
            os.close(self._master)
            os.close(self._control)
            raise
        finally:
            os.close(slave)
            os.close(control)

    def __enter__(self) -> TerminalProcess:
        """Return the process."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the program and all processes that it has left behind."""
        self.end()

    def send(self, text: str, seconds: float) -> None:
        """Write *text* to the program's standard input, which it has to read in *seconds*.

        Raises ProcessEndedError, TimeExceededError or CancelledError.
        """
        assert self._process.stdin is not None  # noqa: S101 (it is a pipe)
        descriptor = self._process.stdin.fileno()
        os.set_blocking(descriptor, False)
        rest = memoryview(text.encode("utf-8", "surrogateescape"))
        end = time.monotonic() + seconds
        while rest:
            self._check(end)
            # What it prints meanwhile is read, or it would wait for us while we wait for it.
            readable, writable, _ = select.select([self._master], [descriptor], [], _POLL_SECONDS)
            if readable:
                self._read()
            if writable:
                try:
                    rest = rest[os.write(descriptor, rest) :]
                except OSError as error:
                    raise ProcessEndedError(self._drain()) from error

    def read_until(self, mark: bytes, seconds: float, most: int) -> bytes:
        """Return what is printed before *mark*, which is taken out as well.

        Raises ProcessEndedError, TimeExceededError after *seconds*, OutputExceededError after
        *most* bytes, or CancelledError.
        """
        end = time.monotonic() + seconds
        searched = 0
        while True:
            at = self._buffer.find(mark, max(0, searched - len(mark)))
            if at >= 0:
                printed = bytes(self._buffer[:at])
                del self._buffer[: at + len(mark)]
                return printed
            searched = len(self._buffer)
            if searched > most:
                raise OutputExceededError(bytes(self._buffer[:most]))
            self._check(end)
            readable, _, _ = select.select([self._master], [], [], _POLL_SECONDS)
            if readable and not self._read():
                raise ProcessEndedError(self._drain())

    def _check(self, end: float) -> None:
        if self._cancelled.is_set():
            raise CancelledError
        if time.monotonic() > end:
            raise TimeExceededError(bytes(self._buffer))

    def _read(self) -> bool:
        """Read what is there; return whether more may come."""
        try:
            chunk = os.read(self._master, _CHUNK)
        except OSError:  # EIO: no process has the terminal open any more.
            return False
        self._buffer += chunk
        return bool(chunk)

    def _drain(self) -> bytes:
        printed = bytes(self._buffer)
        self._buffer.clear()
        return printed

    def end(self, seconds: float = 0.0) -> int:
        """End the program, and return its exit status as a shell gives it.

        It has *seconds* to end by itself after the end of its input.
        """
        if self._master < 0:
            return self._process.returncode
        with contextlib.suppress(OSError):
            assert self._process.stdin is not None  # noqa: S101 (it is a pipe)
            self._process.stdin.close()
        self._wait(seconds)
        os.close(self._control)
        self._wait(_END_SECONDS)
        if self._process.poll() is None:
            self._process.kill()
        os.close(self._master)
        self._master = -1
        return self._process.wait()

    def _wait(self, seconds: float) -> None:
        """Wait for the end of the supervisor; what is printed meanwhile is dropped."""
        end = time.monotonic() + seconds
        while self._process.poll() is None and time.monotonic() < end:
            readable, _, _ = select.select([self._master], [], [], 0.01)
            if readable and not self._read():
                time.sleep(0.002)
            self._buffer.clear()


def _new_terminal() -> tuple[int, int]:
    """Return the descriptors of the two sides of a new terminal. Raises OSError."""
    # Windows has not got these modules, and the package is imported there, too.
    import pty  # noqa: PLC0415
    import termios  # noqa: PLC0415
    import tty  # noqa: PLC0415

    master, slave = pty.openpty()
    try:
        tty.setraw(slave)
        termios.tcsetwinsize(slave, (LINES, COLUMNS))
    except BaseException:
        os.close(master)
        os.close(slave)
        raise
    return master, slave
