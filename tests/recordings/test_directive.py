"""The directive ``recording`` in pages, plain text, feeds, the search and other builders."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_transcript.recordings import asciicast, content
from tests.conftest import EXAMPLE_SITE

if TYPE_CHECKING:
    from tests.conftest import Build, Site

HEADER = '{"version": 2, "width": 40, "height": 6}\n'
CAST = HEADER + "".join(
    json.dumps(event) + "\n"
    for event in [
        [0.0, "o", "$ "],
        [1.0, "o", "make\r\n\x1b[31m10%\x1b[0m\r20%\r\x1b[1mdone\x1b[0m\r\n"],
        [2.0, "m", "Edit <it>"],
        [2.0, "o", "$ vi a\r\n\x1b[?1049h\x1b[2J\x1b[Hhello\r\n~"],
        [3.0, "o", "\x1b[?1049l$ "],
    ]
)


def page(directive: str = "", options: str = "") -> str:
    """Return a page with a recording."""
    return f"# Page\n\nText.\n\n```{{recording}} {directive or 'a.cast'}\n{options}```\n"


def warnings_of(site: Site, build: Build) -> list[str]:
    """Return the warnings of *build*, with the paths from the source folder."""
    lines = (re.sub(r"\x1b\[[\d;]*m", "", line) for line in build.warning_lines)
    return [line.replace(f"{site.srcdir}/", "") for line in lines]


def test_page(site: Site) -> None:
    site.write("a.cast", CAST)
    site.write("page.md", page(options=":caption: A *make*\n:name: Mine\n:class: big\n"))
    build = site.build()
    assert build.warnings == ""
    html = build.read("page.html")
    assert '<figure class="ts-recording big" id="mine">\n<figcaption>A <em>make</em></fig' in html
    assert '<p class="ts-recording-chapter rubric" id="mine-edit-it">Edit &lt;it&gt;</p>' in html
    assert '<p class="ts-recording-note">screen at 0:03</p>' in html
    assert '<div class="ts-recording-screen highlight-text' in html
    assert "version" not in html[html.index("<figure") : html.index("</figure>")]


def test_plain_text(site: Site) -> None:
    site.write("a.cast", CAST)
    site.write("page.md", page())
    assert site.build().read("page.txt") == (
        "$ cat page.md\n\nPage\n\n\nText.\n\n   $ make\n   done\n\nEdit <it>\n\n"
        "   $ vi a\n\nscreen at 0:03\n\n   hello\n   ~\n"
    )


def data(html: str) -> dict[str, Any]:
    """Return the data of the first player in *html*."""
    match = re.search(r'<script type="application/json" class="ts-frames">(.*?)</script>', html)
    assert match is not None
    result: dict[str, Any] = json.loads(match[1])
    return result


def test_data_of_the_player(site: Site) -> None:
    site.write("a.cast", CAST)
    site.write("page.md", page(options=":caption: A *make*\n:speed: 2\n"))
    html = site.build().read("page.html")
    found = data(html)
    assert (found["w"], found["h"], found["d"], found["x"], found["l"]) == (
        40,
        6,
        3000,
        2,
        "A make",
    )
    assert found["c"] == [[2000, "a-edit-it"]]
    assert found["s"] == ["", "ts-ansi-bold"]
    assert 'id="a-edit-it"' in html


def test_markup_in_output_stays_within_the_data(site: Site) -> None:
    evil = "</script><script>alert(1)</script><!--"
    site.write("a.cast", HEADER + json.dumps([0.0, "o", evil]) + "\n")
    site.write("page.md", page(options=":caption: </script><b>\n"))
    html = site.build().read("page.html")
    assert "<script>alert" not in html
    assert data(html)["r"] == [[], ["</script><script>alert(1)</script><!--"]]


def test_rst(site: Site) -> None:
    site.write("a.cast", CAST)
    site.write(
        "page.rst", "Page\n====\n\n.. recording:: /a.cast\n   :caption: A make\n   :name: mine\n\n"
        "See :ref:`mine`.\n"
    )  # fmt: skip
    build = site.build()
    assert build.warnings == ""
    assert '<a class="reference internal" href="#mine"><span class="std std-ref">A make</span>' in (
        build.read("page.html")
    )


def test_no_control_character_leaves_the_file(site: Site) -> None:
    text = "".join(map(chr, [*range(1, 0x20), *range(0x7F, 0xA0), 0x202E, 0x2066, 0xD800]))
    site.write("a.cast", HEADER + json.dumps([0.0, "o", f"$ ls\r\n{text}\r\nx\u202ey"]) + "\n")
    site.write("page.md", page(options=":chapters: 0:00 \x1b[31mA\n"))
    for builder in ("html", "transcript", "text", "latex", "xml"):
        for name, written in site.build(builder, into=builder).files().items():
            if name.startswith(("page", "asite")) and not name.endswith((".doctree", ".js")):
                assert not re.search(rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]", written), name
                assert "\u202e".encode() not in written, name


@pytest.mark.parametrize(
    ("builder", "name", "parts"),
    [
        ("singlehtml", "index.html", ["done", "Edit &lt;it&gt;", "hello"]),
        ("epub", "page.xhtml", ["done", "Edit &lt;it&gt;", "hello"]),
        ("latex", "asite.tex", ["done", "Edit \\textless{}it\\textgreater{}", "hello"]),
        ("man", "asite.1", ["done", "Edit <it>", "hello"]),
        ("text", "page.txt", ["done", "-[ Edit <it> ]-", "   hello"]),
        ("transcript", "page.txt", ["   done", "Edit <it>", "   hello"]),
        ("dirhtml", "page/index.html", ["done", "Edit &lt;it&gt;", "hello"]),
    ],
)
def test_builders(site: Site, builder: str, name: str, parts: list[str]) -> None:
    site.write("a.cast", CAST)
    site.write("index.md", "# Home\n\n```{toctree}\npage\n```\n")
    site.write("page.md", page())
    build = site.build(builder, copyright="A", version="1")
    assert [line for line in build.warning_lines if "recording" in line] == []
    text = build.read(name)
    for part in parts:
        assert part in text
    assert ("ts-frames" in text) == (builder == "dirhtml")
    assert "10%" not in text.replace('"10%"', "")


def test_other_theme_has_the_text_and_no_player(site: Site) -> None:
    site.write("a.cast", CAST)
    site.write("page.md", page())
    html = site.build(html_theme="furo").read("page.html")
    assert "Edit &lt;it&gt;</p>" in html
    assert "hello" in html
    assert "ts-frames" not in html
    assert "recording.js" not in html


def test_posts_in_feeds_and_listings_have_the_text(site: Site) -> None:
    site.conf('html_baseurl = "https://example.org/"\n')
    site.write("post/a.cast", CAST)
    site.write("index.md", "# Home\n\n```{blog-index}\n:format: full\n```\n")
    site.post("one", title="One", date="2024-01-01", body=page().partition("\n\n")[2])
    build = site.build()
    for name in ("feed.xml", "index.html"):
        text = build.read(name)
        assert "done" in text
        assert "hello" in text
        assert "ts-frames" not in text
        assert '"f":[[' not in text
    assert "recording.js" not in build.read("index.html")
    assert "ts-frames" in build.read("post/one.html")


def test_search_finds_the_text(site: Site) -> None:
    site.write("a.cast", CAST)
    site.write("page.md", page())
    index = site.build().read("searchindex.js")
    for word in ("make", "hello", "edit"):
        assert f'"{word}"' in index or f"{word}:" in index


def test_an_edit_of_the_file_rewrites_its_page_and_no_other(site: Site) -> None:
    site.write("a.cast", CAST)
    site.write("page.md", page())
    site.write("other.md", "# Other\n\n{doc}`page`\n")
    first = site.build()
    times = {name: (first.outdir / name).stat().st_mtime_ns for name in ("page.html", "other.html")}
    site.write("a.cast", CAST.replace("done", "over"))
    os.utime(site.srcdir / "a.cast", (2e9, 2e9))
    second = site.build()
    assert "over" in second.read("page.txt")
    assert (second.outdir / "page.html").stat().st_mtime_ns > times["page.html"]
    assert (second.outdir / "other.html").stat().st_mtime_ns == times["other.html"]
    clean = site.clean_build().files()
    for name in ("page.html", "page.txt", "other.html", "searchindex.js"):
        assert second.files()[name] == clean[name], name


def test_builds_with_several_processes_are_the_same(site: Site) -> None:
    for number in range(6):
        site.write(f"a{number}.cast", CAST)
        site.write(f"page{number}.md", page(f"a{number}.cast"))
    one = site.build().files()
    four = site.build(into="four", parallel=4).files()
    assert {name: one[name] for name in one if name.startswith("page")} == {
        name: four[name] for name in four if name.startswith("page")
    }


def test_recordings_are_not_run(site: Site) -> None:
    events = json.dumps([0.0, "o", "$ echo ran\r\nnot this\r\n$ "]) + "\n"
    site.write("a.cast", HEADER + events)
    site.write("page.md", f"---\nsessions: true\n---\n{page()}\n```console\n$ echo one\none\n```\n")
    build = site.build("sessions")
    assert build.warnings == ""
    assert "1 command" in build.status


WARNINGS = [
    ("a.cst", "", "'a.cst': there is no such file; did you mean 'a.cast'?"),
    ("../a.cast", "", "'../a.cast' lies outside the source folder"),
    ("../../../../etc/passwd", "", "'../../../../etc/passwd' lies outside the source folder"),
    ("link.cast", "", "'link.cast' lies outside the source folder"),
    ("folder", "", "'folder': it is a folder, not a file"),
    ("empty.cast", "", "'empty.cast': it is empty"),
    ("cut.cast", "", "'cut.cast': line 7: the file is cut off within the line, which is left out"),
    ("a.cast", ":captoin: x\n", "unknown option 'captoin'; did you mean 'caption'?"),
    ("a.cast", ":speed: 7\n", "speed: '7': it takes one of 0.5, 1, 1.5, 2, 3"),
    ("a.cast", "\ntext\n", "it takes no content; options are lines such as ':from: 0:10'"),
    ("a.cast", ":from: Edt\n", "'a.cast': from: 'Edt' is neither a time such as 1:30 nor the"
     " label of a marker; its markers are 'Edit <it>'"),
    ("x" * 5000, "", f"'{'x' * 5000}' is no path of a file"),
]  # fmt: skip


@pytest.mark.parametrize(("argument", "options", "message"), WARNINGS, ids=lambda text: text[:20])
def test_mistakes(site: Site, argument: str, options: str, message: str) -> None:
    site.write("a.cast", CAST)
    site.write("cut.cast", CAST + '[4, "o", "en')
    site.write("empty.cast", "")
    site.write("folder/x.cast", CAST)
    (site.folder / "a.cast").write_text(CAST)
    (site.srcdir / "link.cast").symlink_to(site.folder / "a.cast")
    site.write("page.md", page(argument, options))
    build = site.build()
    assert warnings_of(site, build) == [
        f"page.md:5: WARNING: recording: {message} [transcript.recording]"
    ]
    assert "Text." in build.read("page.txt")


def test_no_argument(site: Site) -> None:
    site.write("page.md", "# Page\n\n```{recording}\n:caption: Only this\n```\n")
    build = site.build()
    assert warnings_of(site, build) == [
        "page.md:3: WARNING: recording: it takes the path of an asciicast file, such as"
        " 'build.cast' [transcript.recording]"
    ]
    assert "Only this" in build.read("page.txt")


def test_unreadable_file(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.write("a.cast", CAST)
    site.write("page.md", page())
    whole = Path.open

    def refuse(path: Path, *arguments: Any, **options: Any) -> Any:
        if path.name == "a.cast":
            raise PermissionError(13, "Permission denied")
        return whole(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    assert "'a.cast': it can't be read: Permission denied" in site.build().warnings


def test_a_file_that_comes_later_is_noticed(site: Site) -> None:
    site.write("page.md", page())
    assert "there is no such file" in site.build().warnings
    site.write("a.cast", CAST)
    build = site.build()
    assert build.warnings == ""
    assert "done" in build.read("page.txt")


def test_a_file_of_50_megabytes_is_cut(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asciicast, "MAX_OUTPUT", 50_000)
    line = json.dumps([1.0, "o", "0123456789" * 100 + "\r\n"]) + "\n"
    with site.write("a.cast", HEADER).open("a") as file:
        for _ in range(50):
            file.write(line * 1_000)
    assert (site.srcdir / "a.cast").stat().st_size > 50_000_000
    site.write("page.md", page())
    build = site.build()
    assert warnings_of(site, build) == [
        "page.md:5: WARNING: recording: 'a.cast': it has more than 50,000 characters of output;"
        " what follows line 51 is left out, from 0:01 on (:to: ends it earlier)"
        " [transcript.recording]"
    ]
    assert build.read("page.txt").count("0123456789" * 100) == 49


def test_without_the_extra(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.write("a.cast", CAST)
    site.write("page.md", page())
    site.write("second.md", page())
    monkeypatch.setattr(content, "has_emulator", lambda: False)
    build = site.build()
    assert warnings_of(site, build) == [
        "page.md:5: WARNING: recording: the screen is not emulated, and there is no player,"
        " because the package pyte is missing: pip install 'sphinx-transcript[recordings]'"
        " [transcript.recording]"
    ]
    assert "   $ make\n   done\n\nEdit <it>\n\n   $ vi a\n" in build.read("page.txt")
    assert "ts-frames" not in build.read("page.html")
    monkeypatch.undo()
    build = site.build()
    assert build.warnings == ""
    assert "hello" in build.read("page.txt")
    assert "ts-frames" in build.read("page.html")


RECORDINGS = {
    "compile": ["$ ninja -C build -j 1\n", "[7/7] Linking C executable pack\n", "-> 30939 bytes"],
    "editor": ["$ vim shopping.txt\n", "bread\n   milk\n   apples\n   ~\n", "3L, 18B written\n"],
    "tests": ["test_count.py F.F", "$ sed -i 's/split(\" \")/split()/' count.py", "3 passed in"],
}


@pytest.mark.parametrize("name", RECORDINGS)
def test_real_recordings(site: Site, name: str) -> None:
    source: Path = EXAMPLE_SITE / "manual" / "recordings" / f"{name}.cast"
    assert source.stat().st_size < 60_000
    shutil.copy(source, site.srcdir)
    site.write("page.md", page(f"{name}.cast"))
    build = site.build()
    assert build.warnings == ""
    text = build.read("page.txt")
    for part in RECORDINGS[name]:
        assert part in text
    assert "exit" not in text
    assert "[6/7]" not in text
    assert len(build.read("page.html")) < 30_000
