"""The parent process of a shell: runs it, and leaves no process and no file of it behind.

This is a program of its own, which imports nothing of the package:
``python supervisor.py CONTROL FOLDER PROGRAM [ARGUMENT ...]``. CONTROL is the number of an open
file descriptor, a pipe. When its other end is closed, in whatever way the process that holds it
ends, the shell is ended. FOLDER is removed at the end.

A process whose parent ends becomes a child of the nearest "subreaper" above it, see
https://man7.org/linux/man-pages/man2/PR_SET_CHILD_SUBREAPER.2const.html. So neither ``nohup`` nor
``setsid`` nor a double fork takes a process out of reach. Where the system has no subreapers, only
the process group of the shell is ended.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import time

_PR_SET_CHILD_SUBREAPER = 36
_GRACE_SECONDS = 0.2
"""The time that a shell has after SIGHUP, which a container passes on to its processes."""
_END_SECONDS = 5.0
"""The time after which processes that can't be killed are left alone."""


def main(arguments: list[str]) -> int:
    """Run the program that *arguments* name, and return its exit status as a shell gives it."""
    control, folder, command = int(arguments[0]), arguments[1], arguments[2:]
    _become_subreaper()
    wakeup, wakeup_end = os.pipe()
    os.set_blocking(wakeup_end, False)
    signal.set_wakeup_fd(wakeup_end, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda number, frame: None)
    shell = os.fork()
    if shell == 0:
        _run(command, (control, wakeup, wakeup_end))
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    status = None
    while status is None:
        readable, _, _ = select.select([control, wakeup], [], [])
        if wakeup in readable:
            os.read(wakeup, 4096)
        status = _reap(shell)
        if control in readable and not os.read(control, 1):
            status = _hang_up(shell) if status is None else status
            break
    _kill_children(shell)
    _remove(folder)
    return 128 + signal.SIGKILL if status is None else status


def _run(command: list[str], descriptors: tuple[int, ...]) -> None:
    """Become the program *command*; end with the status 127 where it can't be run."""
    for descriptor in descriptors:
        os.close(descriptor)
    signal.set_wakeup_fd(-1)
    # Python ignores these signals, and a program would inherit that.
    for number in (signal.SIGPIPE, signal.SIGXFSZ, signal.SIGINT, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    os.setpgid(0, 0)
    try:
        os.execvp(command[0], command)
    except OSError as error:
        os.write(2, f"{command[0]}: {error.strerror}\n".encode())
    os._exit(127)


def _become_subreaper() -> None:
    try:
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    except (ImportError, OSError, AttributeError):
        pass


def _reap(shell: int) -> int | None:
    """Reap all processes that have ended, and return the status of *shell* if it is among them."""
    status = None
    while True:
        try:
            ended, raw = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return status
        if ended == 0:
            return status
        if ended == shell:
            code = os.waitstatus_to_exitcode(raw)
            status = code if code >= 0 else 128 - code


def _hang_up(shell: int) -> int | None:
    """Send SIGHUP to *shell*, as a terminal does that is closed, and wait for it for a moment."""
    try:
        os.kill(shell, signal.SIGHUP)
    except OSError:
        return None
    end = time.monotonic() + _GRACE_SECONDS
    while time.monotonic() < end:
        status = _reap(shell)
        if status is not None:
            return status
        time.sleep(0.01)
    return None


def _kill_children(shell: int) -> None:
    """Kill all children until there are none: their children become ours, and are killed next."""
    end = time.monotonic() + _END_SECONDS
    try:
        os.killpg(shell, signal.SIGKILL)
    except OSError:
        pass
    while time.monotonic() < end:
        for child in _children():
            try:
                os.kill(child, signal.SIGKILL)
            except OSError:
                pass
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                time.sleep(0.002)
        except ChildProcessError:
            return


def _children() -> list[int]:
    """Return the children of this process, as ``/proc`` lists them."""
    own = os.getpid()
    children = []
    try:
        names = os.listdir("/proc")
    except OSError:
        return []
    for name in names:
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat", "rb") as file:
                    # The name of the program, in parentheses, may contain anything.
                    parent = int(file.read().rpartition(b")")[2].split()[1])
            except (OSError, ValueError, IndexError):
                continue
            if parent == own:
                children.append(int(name))
    return children


def _remove(folder: str) -> None:
    """Remove *folder*, in which programs may have made folders that can't be written to."""
    import shutil

    # A command may have put a link in its place, which `os.walk` would follow.
    if os.path.islink(folder):
        return
    for parent, _, _ in os.walk(folder):
        try:
            os.chmod(parent, 0o700)
        except OSError:
            pass
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
