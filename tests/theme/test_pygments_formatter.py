"""The caching formatter writes the same HTML as that of all themes, and computes a style once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

from sphinx_transcript.highlighting.marking_formatter import MarkingFormatter
from sphinx_transcript.theme.pygments_formatter import CachingFormatter
from sphinx_transcript.theme.pygments_style import TranscriptStyle

if TYPE_CHECKING:
    from tests.conftest import Site

CODE = {
    "python": '@cache\ndef f(x: int = 0x1F) -> str:\n    """It."""\n    return f"{x!r}\\n"  # so\n',
    "console": "$ ls -l '*.md'\ntotal 0\n",
    "diff": "--- a\n+++ b\n@@ -1 +1 @@\n-old\n+new\n",
}
OWN_FORMATTER = """
from pygments.formatters import HtmlFormatter
class Loud(HtmlFormatter):
    def wrap(self, source):
        yield 0, '<b class="loud"></b>'
        yield from super().wrap(source)
def setup(app):
    app.connect(
        "builder-inited", lambda app: setattr(app.builder.highlighter, "formatter", Loud), 100
    )
"""


@pytest.mark.parametrize("style", [TranscriptStyle, "default", "monokai", "bw"])
@pytest.mark.parametrize(
    "options", [{}, {"classprefix": "p-"}, {"noclasses": True}, {"linenos": "inline"}], ids=str
)
def test_html_is_that_of_the_formatter_of_all_themes(
    style: type[TranscriptStyle] | str, options: dict[str, Any]
) -> None:
    for lang, code in CODE.items():
        lexer = get_lexer_by_name(lang)
        expected = highlight(code, lexer, MarkingFormatter(style=style, hl_lines=[2], **options))
        for _ in range(2):  # The second time the style is in the cache.
            formatter = CachingFormatter(style=style, hl_lines=[2], **options)
            assert highlight(code, lexer, formatter) == expected
            assert "<span " in expected


def test_style_sheet_is_that_of_the_pygments_formatter() -> None:
    for _ in range(2):
        own: Any = CachingFormatter(style=TranscriptStyle)
        pygments: Any = HtmlFormatter(style=TranscriptStyle)
        assert own.get_style_defs(".highlight") == pygments.get_style_defs(".highlight")


def test_style_is_computed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    class Fresh(TranscriptStyle):
        pass

    CachingFormatter(style=Fresh)
    monkeypatch.setattr(HtmlFormatter, "_create_stylesheet", None)
    assert vars(CachingFormatter(style=Fresh))["ttype2class"]


def test_code_blocks_use_the_formatter(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrap(self: Any, source: Any) -> Any:
        yield 0, '<b class="shared"></b>'
        yield from source

    monkeypatch.setattr(CachingFormatter, "wrap", wrap)
    site.write("index.md", "# Home\n\n```python\nx = 1\n```\n")
    assert '<b class="shared"></b>' in site.build().read("index.html")


def test_formatter_of_the_project_is_kept(site: Site) -> None:
    site.conf(OWN_FORMATTER)
    site.write("index.md", "# Home\n\n```python\nx = 1\n```\n")
    assert '<b class="loud"></b>' in site.build().read("index.html")
