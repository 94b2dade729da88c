"""The export file of WordPress, imported into a site that is then built."""

from __future__ import annotations

import contextlib
import sys
import time
from typing import TYPE_CHECKING

import pytest

from sphinx_transcript.cli.main import main
from sphinx_transcript.importers.markup.wordpress_text import wordpress_to_markdown
from tests.helpers.imported_blog import DATA, ImportedBlog, import_blog
from tests.helpers.imported_folder import ImportedFolder, import_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Site

EXPORT = """\
<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<wp:base_blog_url>https://example.org/blog</wp:base_blog_url>{items}
</channel></rss>
"""
ITEM = """
<item><title>{title}</title><link>{link}</link>
<content:encoded><![CDATA[{content}]]></content:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_name>{name}</wp:post_name>
<wp:post_date>2020-01-02 03:04:05</wp:post_date>
<wp:post_date_gmt>2020-01-02 03:04:05</wp:post_date_gmt>
<wp:status>publish</wp:status><wp:post_type>{kind}</wp:post_type></item>"""


@pytest.fixture(scope="module")
def wordpress(tmp_path_factory: pytest.TempPathFactory) -> ImportedBlog:
    return import_blog("wordpress", tmp_path_factory)


def item(content: str = "Text.", **values: str) -> str:
    defaults = {"title": "One", "name": "one", "number": "1", "kind": "post"}
    link = "https://example.org/blog/one/"
    return ITEM.format(**{**defaults, "link": link, **values, "content": content})


def imported(site: Site, tmp_path: Path, *items: str) -> ImportedFolder:
    files = {"blog.xml": EXPORT.format(items="".join(items))}
    return import_folder(site, tmp_path / "blog", "wordpress", files)


def body(folder: ImportedFolder, name: str = "one.md") -> str:
    return folder.posts[name].partition("\n---\n\n")[2]


def test_site_builds_without_warnings(wordpress: ImportedBlog) -> None:
    assert wordpress.build.warnings == ""
    assert wordpress.source_is_unchanged


def test_published_posts_keep_their_ids_dates_and_terms(wordpress: ImportedBlog) -> None:
    assert wordpress.entries() == {
        'The pager & the "night"': (
            "https://example.org/?p=11",
            "2016-09-26T21:30:00Z",
            {"pager", "On call"},
        ),
        "The rack": ("https://example.org/?p=12", "2015-01-02T02:04:05Z", set()),
    }


def test_addresses_hold(wordpress: ImportedBlog) -> None:
    old = "2016/09/26/the-pager/index.html"
    assert wordpress.redirect_target(old).endswith("/post/the-pager.html")
    # A page is no post, and keeps its own address.
    assert "Who writes" in wordpress.build.read("about/index.html")


def test_front_matter(wordpress: ImportedBlog) -> None:
    assert wordpress.text("post/the-pager.md").startswith(
        "---\n"
        'title: The pager & the "night"\n'
        "date: 2016-09-26T23:30:00+02:00\n"
        "updated: 2016-10-01T08:00:00+02:00\n"
        "tags: [pager]\n"
        "categories: [On call]\n"
        "author: Ada Marsh\n"
        "description: A short text.\n"
        "image: /extra/wp-content/uploads/2016/09/pager.png\n"
        "pinned: true\n"
        "aliases: [/2016/09/26/the-pager/]\n"
        'id: "https://example.org/?p=11"\n'
        "---\n\nIt rang at **three**."
    )


@pytest.mark.parametrize("name", ["only-for-us", "behind", "post-15"])
def test_what_not_everybody_could_read_is_a_draft(wordpress: ImportedBlog, name: str) -> None:
    assert "draft: true\n" in wordpress.text(f"post/{name}.md")
    assert not (wordpress.build.outdir / "post" / f"{name}.html").exists()


def test_blocks(wordpress: ImportedBlog) -> None:
    text = wordpress.text("post/the-pager.md")
    assert "[^1]\n\n<!-- more -->\n\n" in text
    assert '```python\nprint("a < b")\nx = [1]\n```\n' in text
    assert "- See [the rack](the-rack.md)\n- [About](../about/index.md) and [gone](" in text
    assert "| Time | What |\n| --- | --- |\n| 3 | a\\|b |\n" in text
    assert "\n<https://www.youtube.com/watch?v=abc>\n\nShared by posts.\n" in text
    assert text.endswith("\n[^1]: By *its* clock.\n")
    assert "wp:" not in text


def test_classic_text_and_shortcodes(wordpress: ImportedBlog) -> None:
    text = wordpress.text("post/the-rack.md")
    assert "First line\\\nsecond line.\n\n> Said\\\n> twice.\n" in text
    assert '```bash\ndf -h | grep "x"\nif [ 1 -lt 2 ]; then echo "<b>"; fi\n```\n' in text
    assert "… and \\[sic\\], \\[gallery\\], $x^2 < y$." in text
    assert '\n```text\n[contact-form-7 id="5" title="Write"]\n```\n' in text
    assert "\n<https://vimeo.com/123>\n\n<https://example.com/v?a=1&b=2>\n" in text
    assert "\n1\\. Not a list\n" in text


def test_pictures_are_figures_and_copied(wordpress: ImportedBlog) -> None:
    # Of the smaller copy that the post shows, there is only the whole picture.
    assert (
        '```{figure} /extra/wp-content/uploads/2016/09/pager.png\n:alt: "A pager"\n'
        ":width: 300\n:align: right\n\nThe <em>pager</em>\n```\n"
    ) in wordpress.text("post/the-pager.md")
    assert "![Pager](/extra/wp-content/uploads/2016/09/pager.png)\n" in wordpress.text(
        "post/the-rack.md"
    )
    for name in ("pager", "rack"):
        assert (wordpress.build.outdir / f"wp-content/uploads/2016/09/{name}.png").is_file()
    page = wordpress.build.read("post/the-rack.html")
    assert "The rack, full" in page.partition("<figcaption")[2]


def test_text_is_no_markup_on_the_page(wordpress: ImportedBlog) -> None:
    page = wordpress.build.read("post/the-pager.html")
    assert "Not a &lt;script&gt;, 2 * 3 * 4, $5 and $6." in page


def test_formulas_are_formulas_with_the_lines_for_conf(wordpress: ImportedBlog) -> None:
    assert "<math" in wordpress.build.read("post/the-rack.html")


def test_what_is_left_out_is_named(wordpress: ImportedBlog) -> None:
    for message in (
        "blog.xml:1: comments of readers are not converted: 1",
        "blog.xml:1: entries of the type 'product' are not converted: 1",
        "blog.xml/only-for-us.md:116: for its editors alone: it is a draft here",
        "blog.xml/the-pager.md:16: the block 'latest-posts' has no text of its own; left out",
        "blog.xml/the-rack.md:78: the shortcode 'contact-form-7' is shown as code",
        "blog.xml/thrown-away__trashed.md:151: in the trash: not converted",
    ):
        assert message in wordpress.messages


def test_a_file_is_enough(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    file = DATA / "wordpress" / "blog.xml"
    assert main(["import", str(file), "--from", "wordpress", "--to", str(site.srcdir)]) == 0
    assert (site.srcdir / "post" / "the-rack.md").is_file()
    assert (site.srcdir / "extra/wp-content/uploads/2016/09/pager.png").is_file()
    assert capsys.readouterr().out.count("\n") == 8


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]>\n<a>&d;</a>',
            "1: a document type, which no export file has; not converted",
        ),
        ("<rss><channel></rss>", "1: not XML: mismatched tag; not converted"),
        ("<rss></rss>", "1: not an export file of WordPress; not converted"),
        (
            EXPORT.format(items="\n<x>&a;</x>"),
            "4: not XML: undefined entity; not converted",
        ),
    ],
)
def test_other_files_are_met_with_a_sentence(
    site: Site, tmp_path: Path, text: str, message: str
) -> None:
    folder = import_folder(site, tmp_path / "blog", "wordpress", {"a.xml": text})
    assert folder.posts == {}
    assert f"a.xml:{message}" in folder.notes


def test_control_characters_are_removed(site: Site, tmp_path: Path) -> None:
    assert body(imported(site, tmp_path, item("A\x08B \x1b[1mC"))) == "AB \\[1mC\n"


def test_address_below_a_folder(site: Site, tmp_path: Path) -> None:
    folder = imported(site, tmp_path, item())
    assert "\naliases: [/one/]\n" in folder.posts["one.md"]


def test_namespace_of_other_exports(site: Site, tmp_path: Path) -> None:
    text = EXPORT.format(items=item()).replace("http://wordpress", "https://wordpress")
    folder = import_folder(site, tmp_path / "blog", "wordpress", {"blog.xml": text})
    assert body(folder) == "Text.\n"


def test_plain_addresses_are_named(site: Site, tmp_path: Path) -> None:
    folder = imported(site, tmp_path, item(link="https://example.org/blog/?p=1"))
    assert "aliases" not in folder.posts["one.md"]
    message = "addresses with a query, such as ?p=1, can't lead to the new ones"
    assert f"blog.xml/one.md:4: {message}" in folder.notes


def test_missing_pictures_are_named_once_and_keep_their_addresses(
    site: Site, tmp_path: Path
) -> None:
    address = "https://example.org/blog/wp-content/uploads/a.png"
    folder = imported(site, tmp_path, item(f'<img src="{address}" alt="A">'))
    assert address in body(folder)
    message = "no folder wp-content/uploads beside it: no picture can be copied"
    assert f"blog.xml:1: {message}" in folder.notes


def test_posts_of_the_same_name_are_both_there(site: Site, tmp_path: Path) -> None:
    second = item("Two.", number="2", link="https://example.org/blog/2/")
    assert sorted(imported(site, tmp_path, item(), second).posts) == ["one-2.md", "one.md"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<p>a_b _c_ *d* [e](f) `g`</p>", "a_b \\_c\\_ \\*d\\* \\[e\\]\\(f) \\`g\\`\n"),
        ("<p># a</p><p>- b</p><p>+ c</p><p>1) d</p>", "\\# a\n\n\\- b\n\n\\+ c\n\n1\\) d\n"),
        ("<p>&amp;lt; &lt;b&gt; {r}`x`</p>", "\\&lt; \\<b> {r}\\`x\\`\n"),
        ("<pre>```\nx\n```</pre>", "````\n```\nx\n```\n````\n"),
        ("a<sub>1</sub> <kbd>X</kbd>", "a<sub>1</sub> <kbd>X</kbd>\n"),
        ("<ul><li>a<ol><li>b</li></ol></li></ul>", "- a\n  1. b\n"),
        ("one\n\ntwo\nthree", "one\n\ntwo\\\nthree\n"),
        ("<div>one\n\ntwo</div>\nthree", "one\n\ntwo\n\nthree\n"),
        ("<p>unclosed\n\nnext", "unclosed\n\nnext\n"),
        ("[python]\nx = 1\n[/python]", "```python\nx = 1\n```\n"),
        ("[box]in[/box] [1] [x y]", "…in… \\[1\\] \\[x y\\]\n\n```text\n[box]\n[/box]\n```\n"),
        ("[audio src='/a.mp3']", '<audio src="/a.mp3" controls="controls"></audio>\n'),
        ("[youtube https://youtu.be/a?b=1&amp;c]", "<https://youtu.be/a?b=1&c>\n"),
    ],
)
def test_markup(site: Site, tmp_path: Path, content: str, expected: str) -> None:
    assert body(imported(site, tmp_path, item(content))) == expected


@pytest.mark.parametrize(
    "text",
    ["[caption ", "[b] ", "<p>", "<!-- wp:x {", '[a "', '<sup data-fn="1">', "$latex x "],
)
def test_time_grows_with_the_text(text: str) -> None:
    content = text * (60_000 // len(text))
    start = time.process_time()
    with contextlib.suppress(RecursionError):
        wordpress_to_markdown(content, lambda _: [], {}, {"2": "x"}, lambda _: None)
    # The square of its length would take minutes.
    assert time.process_time() - start < 10


def test_elements_nested_too_deeply_are_named(site: Site, tmp_path: Path) -> None:
    folder = imported(site, tmp_path, item("<div>" * 5000 + "x"))
    assert folder.posts == {}
    assert "blog.xml/one.md:4: elements are nested too deeply; not converted" in folder.notes


def test_missing_library_is_named(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "markdownify", None)
    for name in list(sys.modules):
        if name.endswith("html_markdown") or ("importers" in name and "wordpress" in name):
            monkeypatch.delitem(sys.modules, name)
    notes = imported(site, tmp_path, item()).notes
    command = "pip install 'sphinx-transcript[wordpress]'"
    assert notes == [f"sphinx-transcript: the package markdownify is missing: {command}"]


def test_excerpt_has_no_shortcodes(site: Site, tmp_path: Path) -> None:
    excerpt = '<excerpt:encoded>A [box id="1"]word[/box] [sic].</excerpt:encoded></item>'
    text = EXPORT.format(items=item().replace("</item>", excerpt)).replace(
        "<rss", '<rss xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"'
    )
    folder = import_folder(site, tmp_path / "blog", "wordpress", {"blog.xml": text})
    assert '\ndescription: "A word [sic]."\n' in folder.posts["one.md"]
