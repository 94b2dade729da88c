"""Images in the HTML of posts: the syntax that they get, and what a build shows."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import given, settings
from hypothesis import strategies as st
from myst_parser.docutils_ import Parser  # type: ignore[attr-defined]

from sphinx_transcript.importers.markup.html_media import convert_html
from tests.helpers.imported_pages import ImportedPages, OldBlog, import_pages

if TYPE_CHECKING:
    from pathlib import Path

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
    b"\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84"
    b"\x00\x00\x00\x00IEND\xaeB`\x82"
)
FILES: dict[str, str | bytes] = {f"images/{name}.png": PNG for name in "abc"}


class SameLinks:
    """Leaves all addresses as they are."""

    def image(self, link: str, index: int) -> str:
        return link

    markdown = address = image

    def left_out(self, what: str, index: int) -> None:
        raise AssertionError(what, index)

    def need_attributes(self) -> None:
        raise AssertionError


def doctree(markdown: str) -> nodes.document:
    overrides = {"report_level": 5, "myst_enable_extensions": ["attrs_inline", "dollarmath"]}
    return publish_doctree(markdown, parser=Parser(), settings_overrides=overrides)


def docutils_images(markdown: str) -> list[str]:
    return [" ".join(node["alt"].split()) for node in doctree(markdown).findall(nodes.image)]


def pages(folder: Path, body: str, files: dict[str, str | bytes] | None = None) -> ImportedPages:
    return import_pages(OldBlog("jekyll", {"one": body}, {**FILES, **(files or {})}), folder)


def body_of(imported: ImportedPages) -> str:
    return imported.source().split("---\n", 2)[2].strip()


A = "/extra/images/a.png"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<img src="/images/a.png" alt="A [b] *c*">', rf"![A \[b\] \*c\*]({A})"),
        ("<IMG SRC=/images/a.png>", f"![]({A})"),
        ('<p><img src="/images/a.png" alt=""></p>', f"![]({A})"),
        ('x <img src="/images/a.png"> y', f"x ![]({A}) y"),
        ('x <img src="/images/a.png" width=20> y', f"x ![]({A}){{width=20}} y"),
        (
            '<img src="/images/a.png" alt="A &quot;b&quot;" width="300" height="20px" class="x">',
            f'```{{image}} {A}\n:alt: "A \\"b\\""\n:width: 300\n:height: 20px\n:class: x\n```',
        ),
        (
            '<div align="center"><img src="/images/a.png" style="width: 50%"></div>',
            f'```{{image}} {A}\n:alt: ""\n:width: 50%\n:align: center\n```',
        ),
        (
            '<a href="/images/b.png"><img src="/images/a.png" alt="A"></a>',
            f'```{{image}} {A}\n:alt: "A"\n:target: "/images/b.png"\n```',
        ),
        (
            '<a href="https://example.com/"><img src="/images/a.png" alt="A"></a>',
            f'```{{image}} {A}\n:alt: "A"\n:target: "https://example.com/"\n```',
        ),
        (
            '<figure class="alignright">\n<img src="/images/a.png" alt="A">\n'
            "<figcaption>1. By <em>me</em> &amp; *you*</figcaption>\n</figure>",
            f'```{{figure}} {A}\n:alt: "A"\n:align: right\n\n'
            r"1\. By <em>me</em> &amp; \*you\*" "\n```",
        ),
        (
            '<figure><img src="/images/a.png">'
            '<figcaption markdown="1">By *me*</figcaption></figure>',
            f'```{{figure}} {A}\n:alt: ""\n\nBy *me*\n```',
        ),
        ('- <img src="/images/a.png" width="3">',
         f'- ```{{image}} {A}\n  :alt: ""\n  :width: 3\n  ```'),
        ('> <img src="/images/a.png" width="3">',
         f'> ```{{image}} {A}\n> :alt: ""\n> :width: 3\n> ```'),
        ('`<img src="/images/a.png">`', '`<img src="/images/a.png">`'),
        ('<img src="/images/gone.png" alt="x">', '<img src="/images/gone.png" alt="x">'),
    ],
)  # fmt: skip
def test_syntax(tmp_path: Path, html: str, expected: str) -> None:
    assert body_of(pages(tmp_path, html)) == expected


@settings(deadline=None, max_examples=60)
@given(st.text("ab1. <>&\"'\\`*_[](){}#:=|$~-\u00e9\u2028"))
def test_texts_of_images_survive(text: str) -> None:
    words = " ".join(text.split())
    escaped = html.escape(text)
    tag = f'<img src="a.png" alt="{escaped}">'
    inline, block = (
        convert_html(markdown, SameLinks())
        for markdown in (f"x {tag}", f"<figure>{tag}<figcaption>{escaped}.</figcaption></figure>")
    )
    assert docutils_images(inline) == [words]
    assert docutils_images(block) == [words]
    caption = next(iter(doctree(block).findall(nodes.caption)))
    assert " ".join(caption.astext().split()) == " ".join(f"{text}.".split())


def test_paragraphs_beside_and_within_html(tmp_path: Path) -> None:
    body = (
        "Above\n<figure><img src='/images/a.png'></figure>\n\n"
        'Row <img src="/images/a.png"> <a href="/images/b.png"><img src="/images/c.png"></a>\n\n'
        '<img src="/images/a.png">\n*below*\n'
    )
    assert body_of(pages(tmp_path, body)) == (
        f'Above\n\n```{{figure}} {A}\n:alt: ""\n```\n\n'
        f"Row ![]({A}) [![](/extra/images/c.png)](/extra/images/b.png)\n\n"
        f"![]({A})\n*below*"
    )


def test_a_build_shows_them(tmp_path: Path) -> None:
    body = (
        '<p align="center"><a href="/images/b.png"><img src="/images/a.png" width="30" alt="A: #1">'
        "</a></p>\n\n"
        '<figure><img src="/images/a.png" title="T"><figcaption>By <a href="/about.png">me</a> '
        "<b>_x_</b></figcaption></figure>\n\n"
        'Icon <img src="/images/a.png" height="16"> here, <a href="/images/b.png">the file</a> '
        'and <a href="/two.html" class="x">two</a>.\n'
    )
    imported = import_pages(
        OldBlog("jekyll", {"one": body, "two": "Two."}, {**FILES, "about.png": PNG}), tmp_path
    )
    assert imported.build.warnings == ""
    page = imported.page()
    first, second, icon = page.css("article img")
    assert [first.attributes[name] for name in ("alt", "width")] == ["A: #1", "30"]
    assert "align-center" in (first.attributes["class"] or "")
    assert first.parent is not None
    assert first.parent.attributes["href"] == "/images/b.png"
    assert second.attributes["alt"] == "T"
    assert icon.attributes["height"] == "16"
    caption = page.css_first("figcaption")
    assert caption is not None
    assert caption.text().strip().rstrip("¶").strip() == "By me _x_"
    assert caption.css_first('a.download[href$="about.png"]') is not None
    for name in ("images/a.png", "images/b.png", "about.png"):
        assert (imported.build.outdir / name).is_file()
    for image in (first, second, icon):
        source = image.attributes["src"] or ""
        assert (imported.build.outdir / "post" / source).resolve().is_file()
    assert page.css_first('a.download[href$="b.png"]') is not None
    # The address of the other post leads on to it.
    assert page.css_first('a.x[href="/two.html"]') is not None
    assert imported.report.myst_extensions == {"attrs_inline"}


def test_addresses_in_other_html_hold(tmp_path: Path) -> None:
    body = (
        '<video src="/v/a.mp4" poster="../images/a.png" controls></video>\n\n'
        '<audio controls><source src="{{ site.baseurl }}/v/a.ogg"></audio>\n\n'
        '<object data="/v/a%20b.pdf" type="application/pdf"></object>\n\n'
        '<table><tr><td style="background: url(/images/c.png)"><img src="/images/a.png"></td>'
        "</tr></table>\n\n"
        '<picture><source srcset="/images/b.png 2x, /images/c.png"><img src="/images/a.png">'
        "</picture>\n\n"
        '<iframe src="https://example.com/x?a=1&amp;b=2"></iframe>\n'
    )
    videos = {"v/a.mp4": b"v", "v/a.ogg": b"o", "v/a b.pdf": b"%PDF"}
    imported = pages(tmp_path, body, {**videos})
    assert imported.build.warnings == ""
    text = body_of(imported)
    assert '<video src="/v/a.mp4" poster="/images/a.png" controls>' in text
    assert '<source src="/v/a.ogg">' in text
    assert '<object data="/v/a%20b.pdf" type="application/pdf">' in text
    assert '<img src="/images/a.png"></td>' in text
    assert '<source srcset="/images/b.png 2x, /images/c.png">' in text
    assert '<iframe src="https://example.com/x?a=1&amp;b=2"></iframe>' in text
    for name in (*videos, "images/a.png", "images/b.png", "images/c.png"):
        assert (imported.build.outdir / name).is_file(), name


def test_address_of_a_post_without_one_is_reported(tmp_path: Path) -> None:
    blog = OldBlog(
        "jekyll",
        {"one": '<b><a href="/gone/" class="x">a</a></b>', "two": "---\ntitle: x\n---\n"},
    )
    imported = import_pages(blog, tmp_path)
    assert [note.message for note in imported.report.notes if note.kind == "html"] == [
        "'/gone/' in HTML leads to nothing that there is"
    ]


def test_what_an_image_loses_is_reported(tmp_path: Path) -> None:
    imported = pages(
        tmp_path, '<img src="/images/a.png" style="width: calc(1px); color: red" onclick="x()">'
    )
    assert [note.message for note in imported.report.notes if note.kind == "html"] == [
        f"{what} of an image in HTML is left out"
        for what in ("onclick", "style color", "width calc(1px)")
    ]
