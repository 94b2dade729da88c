"""What pages show of dialects of Markdown, after an import and a build with what it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.helpers.imported_pages import ImportedPages, OldBlog, import_pages

if TYPE_CHECKING:
    from pathlib import Path

POST = r"""---

A formula $x^2$, \\(y_1\\), $5 and $6.

> [!NOTE]
> Noted **well**.

> [!tip] Titled
> Tipped.

Off we go :rocket: and ==marked==, ++ctrl+c++.

## First {#first-part .wide}

See [the first](#first-part), [call](tel:+123), [here](//example.org/x) and [m](magnet:?xt=1).

![A disk](/disk.png){: width="300" }

![A rack](/disk.png){: width="50%" .align-center}
*Its caption.*

Mind the gap.
{: .notice--warning}

Just words.
{: .lead}

```python title="a.py" hl_lines="2"
a = 1
b = 2
```

<div markdown="1" class="wide">
Inside *it*.
</div>

- [x] done
- [ ] to do

A footnote[^1] and another^[At once.].

=== "Left"

    Left **text**.

=== "Right"

    Right text.

!!! note "Only a title"

??? tip "Folded"
    In the fold.

--8<-- "other.md"

---

[^1]: The first.
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> ImportedPages:
    blog = OldBlog("hugo", {"one": POST, "two": "## Second {#first-part}\n\nTwo for $3 or $4.\n"})
    blog.files["static/disk.png"] = b"\x89PNG"
    return import_pages(blog, tmp_path_factory.mktemp("dialect"))


def test_site_builds_without_warnings(pages: ImportedPages) -> None:
    assert pages.build.warnings == ""


def test_page_shows_what_was_meant(pages: ImportedPages) -> None:
    page = pages.page()
    assert len(page.css("article math, article .math")) >= 2
    assert page.css_matches("article .admonition.note strong")
    titles = [node.text() for node in page.css("article .admonition-title")]
    assert titles == ["Note", "Titled", "Warning", "Left", "Right", "Folded"]
    assert pages.text("article mark") == "marked"
    assert [node.text() for node in page.css("article kbd")][-2:] == ["Ctrl", "C"]
    assert page.css_matches("article a[href='#first-part']")
    assert page.css_matches("article [id='first-part']")
    assert page.css_matches("article a[href='tel:+123']")
    assert page.css_matches("article a[href='https://example.org/x']")
    assert page.css_matches("article a[href^='magnet:']")
    assert page.css_matches("article img[alt='A disk']")
    assert page.css_matches("article img.ts-width-50[alt='A rack']")
    assert pages.text("article .code-block-caption").strip().startswith("a.py")
    assert pages.text("article .hll").strip() == "b = 2"
    assert pages.text("article .wide em") == "it"
    assert len(page.css("article input[type=checkbox]")) == 2
    assert len(page.css("article a[role=doc-noteref]")) == 2
    assert '--8<-- "other.md"' in pages.code()


def test_no_marks_are_published_as_words(pages: ImportedPages) -> None:
    words = f"{pages.words()} {pages.words('two')}"
    assert "$5 and $6" in words
    assert "Two for $3 or $4." in words
    for mark in ("[!", ":rocket:", "{", "==", "++", "[^", "!!!", "???", "8<", "\\", "markdown="):
        assert mark not in words


def test_conf_lines_are_said_once(pages: ImportedPages) -> None:
    assert pages.report.myst_extensions == {"attrs_inline", "dollarmath", "tasklist"}
    schemes = '["http", "https", "mailto", "ftp", "magnet", "tel"]'
    assert f"myst_url_schemes = {schemes}" in pages.report.conf_lines


def test_addresses_of_headings_hold(pages: ImportedPages) -> None:
    assert pages.page("two").css_matches("article [id='first-part']")


def test_pages_without_math_are_not_changed(tmp_path: Path) -> None:
    plain = import_pages(OldBlog("jekyll", {"one": "For $3 or $4.\n"}), tmp_path)
    assert "For $3 or $4.\n" in plain.source()
    assert not plain.report.myst_extensions
