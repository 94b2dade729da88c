"""Makes Ctrl-C quiet while the command line is imported, which can take a second.

The package imports this module before all others. It acts in processes of the command
``sphinx-transcript`` only, and not where the package is an extension of Sphinx. There a signal ends
the process at once, as it ends other programs, until `restore_interrupts` is called.
"""

from __future__ import annotations

# Modules that Python has loaded already, but for one: the import of others could be interrupted.
import os
import signal
import sys


def is_command(arguments: list[str], program: str) -> bool:
    """Return whether this process was started as the command ``sphinx-transcript``.

    *arguments* are those of the interpreter, and *program* is the name that the program was given.
    """
    if program == "-m":
        # While Python looks for the module to run, which imports its package.
        return "-m" in arguments and arguments[arguments.index("-m") + 1] == "sphinx_transcript"
    return os.path.splitext(os.path.basename(program))[0] == "sphinx-transcript"  # noqa: PTH119, PTH122


def restore_interrupts() -> None:
    """Have Ctrl-C raise KeyboardInterrupt again."""
    if _is_quiet:
        signal.signal(signal.SIGINT, signal.default_int_handler)


_is_quiet = (
    is_command(sys.orig_argv, sys.argv[0] if getattr(sys, "argv", None) else "")
    # A shell without job control has background processes ignore the signal.
    and signal.getsignal(signal.SIGINT) is signal.default_int_handler
)
if _is_quiet:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
