"""What is taken out of HTML in a feed."""

from __future__ import annotations

import pytest

from sphinx_transcript.fragments.feed_cleaning import clean_for_feed
from sphinx_transcript.fragments.parsing import parse, serialize
from sphinx_transcript.fragments.text import text_of_html

CLEANED = {
    "<script>x</script><p onclick=x>a</p>": "<p>a</p>",
    "<svg onload=x><script>y</script></svg>": "<svg></svg>",
    '<form action="https://x.example/"><p>a</p><input><button>b</button></form>': "<p>a</p>",
    "<form></form><label></label>x": "x",
    "<fieldset><legend>l</legend><select><option>o</select></fieldset>": "l",
    "<style>p{}</style><p style='color:red'>a</p>": "<p>a</p>",
    '<img src="https://x.example/i" style="width: 50px; height:4.5px">': (
        '<img src="https://x.example/i" width="50" height="4">'
    ),
    "<a href='java\nscript:x'>a</a>": "<a>a</a>",
    "<a href=' JAVASCRIPT:x'>a</a>": "<a>a</a>",
    "<a href='vbscript:x'>a</a><a href='data:text/html,x'>b</a>": "<a>a</a><a>b</a>",
    "<svg><a xlink:href='javascript:x'>a</a></svg>": "<svg><a>a</a></svg>",
    "<svg><animate attributeName=href values=javascript:x /></svg>": "<svg></svg>",
    "<svg><set attributeName=xlink:href to=javascript:x /></svg>": "<svg></svg>",
    '<a href="mailto:a@x.example">a</a>': '<a href="mailto:a@x.example">a</a>',
    '<img src="data:image/png;base64,AA==">': '<img src="data:image/png;base64,AA==">',
    '<iframe src="https://v.example/1"></iframe>': '<iframe src="https://v.example/1"></iframe>',
    '<iframe src="javascript:x"></iframe>a': "a",
    "<iframe srcdoc='<p>x'></iframe>a": "a",
    '<iframe src="data:text/html,x"></iframe>a': "a",
    '<object data="https://x.example/a.svg">f</object>': (
        '<object data="https://x.example/a.svg">f</object>'
    ),
    '<object data="javascript:x"><p>f</p></object>': "<p>f</p>",
    '<embed src="data:x"><embed src="https://x.example/e">': '<embed src="https://x.example/e">',
    "<meta http-equiv=refresh content=0><link href=x><base href=y>a": "a",
    "<noscript><p>a</p></noscript>": "<p>a</p>",
    "<template><p>a</p></template>b<!-- c -->": "b",
    "<ul><li><input type=checkbox checked disabled> a<li><input type=checkbox> b</ul>": (
        "<ul><li>☑ a</li><li>☐ b</li></ul>"
    ),
    "<title>t</title><svg><title>u</title></svg>": "<svg><title>u</title></svg>",
    "<details open><summary>s</summary>a</details>": (
        '<details open=""><summary>s</summary>a</details>'
    ),
}


@pytest.mark.parametrize("html", CLEANED)
def test_what_may_not_run_is_taken_out(html: str) -> None:
    tree = parse(html)
    clean_for_feed(tree)
    assert serialize(tree) == CLEANED[html]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a  b\nc", "a b c"),
        ("a &lt; b", "a < b"),
        ("Press <kbd>Esc</kbd> now.<!-- sic -->", "Press Esc now."),
        ("a<br>b<script>x</script><style>y</style><p>c<p>d", "a b c d"),
        ("<table><tr><td>1<td>2</table><svg><title>t</title></svg>", "1 2"),
        ("un<b>bro</b>ken <i hidden>no</i><textarea>no</textarea>", "unbroken"),
        ("", ""),
    ],
)
def test_text_of_html(html: str, text: str) -> None:
    assert text_of_html(html) == text
