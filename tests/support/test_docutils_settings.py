"""The settings of docutils are those of Sphinx, and a document's changes stay its own."""

from __future__ import annotations

from typing import Any

import pytest
from docutils.readers import standalone
from sphinx.parsers import RSTParser
from sphinx.util import docutils as sphinx_docutils

from sphinx_transcript.support.docutils_settings import SettingsCache


@pytest.mark.skipif(
    not hasattr(sphinx_docutils, "_get_settings"), reason="Sphinx 8 has no such function"
)
def test_settings_are_those_of_sphinx() -> None:
    original = sphinx_docutils._get_settings
    cache = SettingsCache(original)
    environment = object()
    defaults = {"traceback": True, "env": environment, "rfc_base_url": None, "own": ["a"]}
    for _ in range(2):
        for parser in (RSTParser(), RSTParser):
            options: dict[str, Any] = {"defaults": defaults, "read_config_files": True}
            expected = dict(vars(original(standalone.Reader, parser, **options)))
            found = dict(vars(cache(standalone.Reader, parser, **options)))
            assert found.pop("record_dependencies").list == []
            del expected["record_dependencies"]
            assert found == expected
            assert found["env"] is environment
    one, other = (cache(standalone.Reader, RSTParser(), defaults=defaults) for _ in range(2))
    one.record_dependencies.add("a file")
    one.strip_classes = ["x"]
    one.stylesheet_dirs = "here"
    assert other.record_dependencies.list == []
    assert not hasattr(other, "stylesheet_dirs")
    assert cache(standalone.Reader, RSTParser, defaults={**defaults, "own": ["b"]}).own == ["b"]
