"""HTML of a post on another page: URLs, ids and the references to them."""

from __future__ import annotations

import pytest

from sphinx_transcript.fragments.marks import END, START, places_of_marks
from sphinx_transcript.fragments.moving import Destination, move_html
from sphinx_transcript.fragments.urls import relocate_url

PAGE, HOST = "post/a.html", "index.html"


def _relocate(url: str) -> str:
    return relocate_url(url, PAGE, HOST)


LISTING = Destination(_relocate, _relocate, "p-")
EXCERPT = Destination(_relocate, lambda part: None, "p-")

MOVED = {
    '<a href="map.html">m</a>': '<a href="post/map.html">m</a>',
    "<A HREF = map.html\n>m</A>": '<a href="post/map.html">m</a>',
    '<a href=" map.html\n">m</a>': '<a href="post/map.html">m</a>',
    '<a href="">m</a>': '<a href="post/a.html">m</a>',
    '<a href="https://x.example/?a=1&amp;b">m</a>': '<a href="https://x.example/?a=1&amp;b">m</a>',
    '<a href="/root">m</a>': '<a href="/root">m</a>',
    '<a href="#no">m</a>': '<a href="post/a.html#no">m</a>',
    '<a href="#">m</a>': '<a href="post/a.html#">m</a>',
    '<img src="i.png" srcset="https://i.example/w_4,h_3/c.jpg 4w, k.png 2x">': (
        '<img src="post/i.png" srcset="https://i.example/w_4,h_3/c.jpg 4w, post/k.png 2x">'
    ),
    '<img src="">': '<img src="">',
    '<img src="data:image/png;base64,AA==">': '<img src="data:image/png;base64,AA==">',
    '<video poster="p.png" src="v.mp4"></video>': (
        '<video poster="post/p.png" src="post/v.mp4"></video>'
    ),
    '<object data="a.svg"><param name="src" value="m.swf"></object>': (
        '<object data="post/a.svg"><param name="src" value="post/m.swf"></object>'
    ),
    '<data value="x.html">1</data>': '<data value="x.html">1</data>',
    '<form action="f"><button formaction="g">b</button></form>': (
        '<form action="post/f"><button formaction="post/g">b</button></form>'
    ),
    '<form action="">x</form>': '<form action="post/a.html">x</form>',
    '<q cite="c">q</q><img longdesc="l">': '<q cite="post/c">q</q><img longdesc="post/l">',
    '<a ping="p q" href="r">x</a>': '<a ping="post/p post/q" href="post/r">x</a>',
    '<link rel="preload" imagesrcset="a.png 1x">': (
        '<link rel="preload" imagesrcset="post/a.png 1x">'
    ),
    '<base href="../b/"><a href="x">m</a>': '<a href="b/x">m</a>',
    '<base href="https://b.example/"><img src="x">': '<img src="https://b.example/x">',
    '<iframe srcdoc="<img src=i.png><a href=#x>y</a>"></iframe>': (
        '<iframe srcdoc="&lt;img src=&quot;post/i.png&quot;&gt;&lt;a href=&quot;#x&quot;&gt;y'
        '&lt;/a&gt;"></iframe>'
    ),
    '<p style="background: url(b.png)">x</p>': '<p style="background: url(post/b.png)">x</p>',
    "<style>#x > b{background:url(b.png);color:#abc}</style><i id=x></i>": (
        '<style>#p-x > b{background:url(post/b.png);color:#abc}</style><i id="p-x"></i>'
    ),
    '<i id="a"></i><a href="#a">x</a>': '<i id="p-a"></i><a href="#p-a">x</a>',
    '<i id="ä b"></i><a href="#%C3%A4%20b">x</a>': '<i id="p-ä b"></i><a href="#p-ä b">x</a>',
    '<a name="a"></a><a href="#a">x</a>': '<a name="p-a"></a><a href="#p-a">x</a>',
    '<img usemap="#m"><map name="m"><area href="z"></map>': (
        '<img usemap="#p-m"><map name="p-m"><area href="post/z"></map>'
    ),
    '<label for="f">l</label><input id="f" aria-describedby="f no">': (
        '<label for="p-f">l</label><input id="p-f" aria-describedby="p-f no">'
    ),
    '<input list="d"><datalist id="d"></datalist>': (
        '<input list="p-d"><datalist id="p-d"></datalist>'
    ),
    '<input type="radio" name="g"><input name="g">': (
        '<input type="radio" name="p-g"><input name="g">'
    ),
    '<details name="g">x</details>': '<details name="p-g">x</details>',
    '<svg><g id="d"></g><use href="#d"></use><use xlink:href="#d"></use></svg>': (
        '<svg><g id="p-d"></g><use href="#p-d"></use><use xlink:href="#p-d"></use></svg>'
    ),
    '<svg><use href="#of-the-theme"></use><use href="s.svg#d"></use></svg>': (
        '<svg><use href="#of-the-theme"></use><use href="post/s.svg#d"></use></svg>'
    ),
    '<svg><clipPath id="c"/><path clip-path="url(#c)" style="fill:url(#c)"/></svg>': (
        '<svg><clipPath id="p-c"></clipPath><path clip-path="url(#p-c)" style="fill:url(#p-c)">'
        "</path></svg>"
    ),
    '<svg><set id="s" begin="s.click; 2s"/></svg>': (
        '<svg><set id="p-s" begin="p-s.click; 2s"></set></svg>'
    ),
    '<template><a id="t" href="x"></a></template>': (
        '<template><a id="p-t" href="post/x"></a></template>'
    ),
    '<table><tr><th id="h">h<td headers="h">d</table>': (
        '<table><tbody><tr><th id="p-h">h</th><td headers="p-h">d</td></tr></tbody></table>'
    ),
    "<script>a('<a href=\"x\">')</script>": "<script>a('<a href=\"x\">')</script>",
    "<textarea><a href=x></textarea>": "<textarea>&lt;a href=x&gt;</textarea>",
    "<pre>\n\nx</pre>": "<pre>\n\nx</pre>",
    "<div><b>open": "<div><b>open</b></div>",
    "</div></section>x": "x",
    '<a title="href=&quot;x&quot; > y" href="z">t</a>': (
        '<a title="href=&quot;x&quot; &gt; y" href="post/z">t</a>'
    ),
}


@pytest.mark.parametrize("html", MOVED)
def test_html_is_moved_to_a_listing(html: str) -> None:
    assert move_html(html, LISTING, is_marked=False) == MOVED[html]


@pytest.mark.parametrize("html", MOVED)
def test_only_the_authors_html_between_marks_is_moved(html: str) -> None:
    own = '<a href="own.html">o</a>'
    marked = f"{own}{START}{html}{END}"
    assert move_html(marked, LISTING, is_marked=True) == own + MOVED[html]


def test_parts_that_an_excerpt_leaves_out_are_no_links() -> None:
    html = '<a href="#no">a</a><a href="#yes" id="yes">b</a><a href="#">c</a><a href="d">d</a>'
    expected = '<a>a</a><a href="#p-yes" id="p-yes">b</a><a>c</a><a href="post/d">d</a>'
    assert move_html(html, EXCERPT, is_marked=False) == expected


def test_html_that_needs_no_change_is_returned_as_it_is() -> None:
    html = '<p id="p-x">a<br /><a href="own.html">b</a></p>'
    assert move_html(html, LISTING, is_marked=True) == html


def test_ids_of_extensions_get_the_prefix() -> None:
    html = '<input id="tab-0" name="tabs" type="radio"><label for="tab-0">l</label>'
    moved = '<input id="p-tab-0" name="p-tabs" type="radio"><label for="p-tab-0">l</label>'
    assert move_html(html, LISTING, is_marked=True) == moved
    assert move_html(moved, LISTING, is_marked=True) == moved


def test_xhtml_is_well_formed() -> None:
    html = f"a &lt; b{START}<p hidden @click=x id=i>c&nbsp;<br><!--x--><img src=k>{END}<b>d</b>"
    assert move_html(html, LISTING, is_marked=True, is_xhtml=True) == (
        'a &lt; b<p hidden="" id="p-i">c\xa0<br /><img src="post/k" /><b>d</b></p>'
    )


@pytest.mark.parametrize(
    ("parts", "places"),
    [
        (["<b>", "</b>"], [(True, True), (True, True)]),
        (["<script>x</script>", "<i>"], [(True, True), (True, True)]),
        (["<script>", "</script>", "<i>"], [(True, False), (False, True), (True, True)]),
        (["<textarea>", "<b>", "</textarea>"], [(True, False), (False, False), (False, True)]),
        (["<title/>", "x"], [(True, False), (False, False)]),
        (["<!-- <script> -->", "<i>"], [(True, True), (True, True)]),
    ],
)
def test_no_mark_is_within_an_element_of_text(
    parts: list[str], places: list[tuple[bool, bool]]
) -> None:
    assert places_of_marks(parts) == places


@pytest.mark.parametrize("html", ["<div>" * 5000, "<svg>" * 5000, "\0<p\0 id=\0>", "\ud800", "<"])
def test_no_html_is_an_error(html: str) -> None:
    assert isinstance(move_html(html, LISTING, is_marked=False), str)
    assert isinstance(move_html(html, LISTING, is_marked=False, is_xhtml=True), str)
