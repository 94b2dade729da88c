"""YAML with patterns that are compiled when they are used reads what it reads otherwise."""

from __future__ import annotations

import re
import subprocess
import sys

from sphinx_transcript.support.lazy_imports import import_with_lazy_patterns

TEXTS = ["a: [1, 2020-01-01, ~, on, 1.5, x]", "- {b: 2020-01-02T03:04:05Z}", "a: \x01", "a: b: c"]
_READ = f"""
import re, yaml
def read(text, loader):
    try:
        return repr(yaml.load(text, loader))
    except yaml.YAMLError as error:
        return repr(str(error))
print(isinstance(yaml.reader.Reader.NON_PRINTABLE, re.Pattern))
print([read(each, used) for each in {TEXTS!r} for used in (yaml.SafeLoader, yaml.CSafeLoader)])
"""
_LAZY = """
from sphinx_transcript.support.lazy_imports import import_with_lazy_patterns
import_with_lazy_patterns("yaml")
"""


def _run(code: str) -> list[str]:
    command = [sys.executable, "-c", code]
    shown = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return shown.splitlines()


def test_reads_the_same() -> None:
    lazy, usual = _run(_LAZY + _READ), _run(_READ)
    assert (lazy[0], usual[0]) == ("False", "True")
    assert lazy[1] == usual[1]
    assert "datetime.date(2020, 1, 1)" in lazy[1]


def test_compiles_as_before_afterwards() -> None:
    original = re.compile
    import_with_lazy_patterns("no_such_package_at_all")
    assert re.compile is original
    assert "no_such_package_at_all" not in sys.modules
