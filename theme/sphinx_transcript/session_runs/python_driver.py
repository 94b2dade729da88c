"""Runs what is typed in a Python session. This text is given to ``python3 -c``.

It imports nothing of the package and runs under any Python 3, also in a container. Each line of
standard input is a JSON object: ``typed``, and ``token``. A mark with the token is printed to the
file descriptor that the first argument names when it begins and when it ends.
"""

import __future__

import contextlib
import json
import os
import sys
import traceback
import types


def run() -> None:
    """Run statements until standard input ends."""
    marks, token = int(sys.argv[1]), sys.argv[2]
    os.set_inheritable(marks, False)
    lines = os.fdopen(os.dup(0), "rb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.argv = [""]
    # Without the names of this program, which would be those of the session.
    main = types.ModuleType("__main__")
    sys.modules["__main__"] = main
    names = main.__dict__
    flags = 0

    def mark(name: str, value: str) -> None:
        os.write(marks, f"\x02{token}{name}:{value}\x03".encode())

    mark("ready", "")
    for line in lines:
        typed = json.loads(line)
        status = 0
        mark("begin", "")
        try:
            code = compile(typed + "\n", "<stdin>", "single", flags, True)
            for name in __future__.all_feature_names:
                flags |= code.co_flags & getattr(__future__, name).compiler_flag
            exec(code, names)  # noqa: S102 (the session itself)
        except SystemExit:
            raise
        except BaseException as error:
            status = 1
            where = error.__traceback__.tb_next if error.__traceback__ else None
            if isinstance(error, SyntaxError) and where is None:
                traceback.print_exception(type(error), error, None)
            else:
                sys.excepthook(type(error), error.with_traceback(where), where)
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        mark("end", f"{status} ")


run()
