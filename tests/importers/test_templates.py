"""Template text in posts: tags that are converted, and those that are shown as they were."""

from __future__ import annotations

import time

import pytest

from sphinx_transcript.importers.templates.leftovers import show_leftovers
from sphinx_transcript.importers.templates.liquid import LiquidConverter
from sphinx_transcript.importers.templates.liquid_values import Scope
from sphinx_transcript.importers.templates.shortcodes import ShortcodeConverter
from sphinx_transcript.importers.templates.tags import LIQUID_TAGS, NIKOLA

INCLUDES = {
    "box.html": "<b>{{ include.text }}</b>",
    "itself.html": "{% include itself.html %}{% include itself.html %}",
    "script.html": "<script>x</script>",
    "unknown.html": "{{ site.time }}",
}
SCOPE = {
    "site": {"title": "My Site", "url": "https://example.org", "baseurl": "/b"},
    "page": {"title": "The disk", "date": "2020-03-02"},
}


def liquid() -> LiquidConverter:
    return LiquidConverter(
        Scope(SCOPE),
        lambda tag, name: "" if "nope" in name else f"{tag}:{name}",
        lambda tag, name: INCLUDES.get(name, ""),
    )


def shortcodes() -> ShortcodeConverter:
    return ShortcodeConverter(lambda name: "" if name == "no" else f"to-{name}", {"v": "1.2"})


def converted(converter: LiquidConverter | ShortcodeConverter, text: str) -> tuple[str, list[int]]:
    """Return the new text, and the lines of the notes."""
    notes: list[int] = []
    numbers = list(range(1, text.count("\n") + 2))
    new, new_numbers = converter.convert(text, numbers, lambda line, _: notes.append(line))
    assert len(new_numbers) == new.count("\n") + 1
    assert new_numbers == sorted(new_numbers)
    return new, notes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% highlight Ruby %}\nputs `x`\n{% endhighlight %}", "```ruby\nputs `x`\n```"),
        (
            '{% highlight go linenos mark_lines="1 9" %}\na\n{% endhighlight %}',
            "```{code-block} go\n:linenos:\n:emphasize-lines: 1\n\na\n```",
        ),
        (
            "- a\n\n  {% highlight go %}\n  b\n    c\n  {% endhighlight %}",
            "- a\n\n  ```go\n  b\n    c\n  ```",
        ),
        ("[a]({% post_url 2016-b %}#c)", "[a](post_url:2016-b#c)"),
        ("{% post_url 2016-b %}", "[](post_url:2016-b)"),
        ("[d]({{ site.baseurl }}/e/) ![f]({{ '/g' | relative_url }})", "[d](/e/) ![f](/g)"),
        ("[l]: {{ site.url }}{% link m.pdf %}", "[l]: link:m.pdf"),
        ('<a href="{{ site.url }}{{ site.baseurl }}/x">', '<a href="/x">'),
        ("at {{ site.url }}{{ site.baseurl }}/x", "at https://example.org/b/x"),
        ("{{ site.title | upcase }}: {{ page.title }}", "MY SITE: The disk"),
        ('{{ page.nope | default: "x" }}', "x"),
        ("{% assign v = 'w' %}a {{ v }}", "a w"),
        ("{% raw %}{{ h }}{% endraw %}", "{{ h }}"),
        ("`{% raw %}{{ h }}{% endraw %}` `{{ i }}`", "`{{ h }}` `{{ i }}`"),
        ("{% raw %}\n{{<script>}}\n{% endraw %}", "\n{{\\<script>}}\n"),
        ("```\n{% include a %}\n```", "```\n{% include a %}\n```"),
        ("a\n{% comment %}\nsecret {{ x }}\n{% endcomment %}\nb", "a\n\nb"),
        ("{%- # a note -%}a", "a"),
        ("{% include box.html text='T' %}", "<b>T</b>"),
        ("{% include_cached box.html text=page.title %}", "<b>The disk</b>"),
        ("{% include youtube.html id='abc-1' %}", "<https://www.youtube.com/watch?v=abc-1>"),
        (
            '{% include video id="12" provider="vimeo" title="Rack" %}',
            "[Rack](https://vimeo.com/12)",
        ),
        ("see {% gist ann/123 %}", "see <https://gist.github.com/ann/123>"),
        ("{% twitter https://twitter.com/a/status/1 %}", "<https://twitter.com/a/status/1>"),
        (
            "{% include figure image_path='/a.png' alt='A' caption='C *x*' %}",
            '<figure>\n<img src="/a.png" alt="A">\n'
            '<figcaption markdown="1">C *x*</figcaption>\n</figure>',
        ),
        ("{% img /images/a.png a cat %}", "![a cat](/images/a.png)"),
        (
            '{% figure caption:"C" class:"b" %}\n![A](/a.png)\n{% endfigure %}',
            '<figure>\n<img src="/a.png" alt="A" class="b">\n'
            '<figcaption markdown="1">C</figcaption>\n</figure>',
        ),
        (
            '{% figure caption:"C" class:"b" %}\n![A](/a)\n![B](/b)\n{% endfigure %}',
            "````{container} b\n\n![A](/a)\n![B](/b)\n\nC\n````",
        ),
        ("{{ page.date | date: '%-d %B %Y' }}", "2 March 2020"),
        (
            "{% details A <b> %}\n**x**\n{% enddetails %}",
            "<details><summary>A &lt;b&gt;</summary>\n\n**x**\n\n</details>",
        ),
        ('{{ youtube(id="abc") }}', "<https://www.youtube.com/watch?v=abc>"),
        ("{% note() %}\na\n{% end %}", "````{note}\n\na\n\n````"),
        ("{% blockquote Ann %}\nA\n{% endblockquote %}", "> A\n>\n> — Ann"),
    ],
)
def test_liquid_is_converted(text: str, expected: str) -> None:
    assert converted(liquid(), text) == (expected, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{< highlight go >}}\n```\n{{< /highlight >}}", "````go\n```\n````"),
        (
            '{{< highlight go "linenos=table,hl_lines=1 3-4,linenostart=7" >}}\na\n'
            "{{< /highlight >}}",
            "```{code-block} go\n:linenos:\n:lineno-start: 7\n:emphasize-lines: 1\n\na\n```",
        ),
        ('[a]({{< ref "b.md#c" >}}) [d]({{% relref e %}})', "[a](to-b.md#c) [d](to-e)"),
        ('[f]: {{< ref "g.md" >}}', "[f]: to-g.md"),
        ("{{< ref b.md >}}", "[](to-b.md)"),
        ("{{</* h */>}} `{{%/* h */%}}`", "{{< h >}} `{{% h %}}`"),
        ("v{{< param v >}}", "v1.2"),
        ("{{< katex >}}x_1{{< /katex >}}", "$$\nx_1\n$$"),
        ('a {{< button href="/b" >}}go{{< /button >}}', "a [go](/b)"),
        ("{{< rawhtml >}}<b>c</b>{{< /rawhtml >}}", "<b>c</b>"),
        ('{{< figure src="/a.png" alt="[x]" >}}', "![\\[x\\]](/a.png)"),
        (
            '{{< figure src="a.png" title="T" width="300" class="left" link="/b" >}}',
            '<figure>\n<a href="/b"><img src="a.png" alt="T" width="300" class="left"></a>\n'
            '<figcaption markdown="1">T</figcaption>\n</figure>',
        ),
        ("a\n{{< youtube abc >}}\nb", "a\n\n<https://www.youtube.com/watch?v=abc>\n\nb"),
        ('{{< tweet user="a" id="12" >}}', "<https://twitter.com/a/status/12>"),
        ("{{% notice warning %}}\nMind!\n{{% /notice %}}", "````{warning}\n\nMind!\n\n````"),
        (
            '{{< admonition tip "Hey" >}}x{{< /admonition >}}',
            "````{admonition} Hey\n:class: tip\n\nx\n\n````",
        ),
        (
            '{{< tab header="B" lang="go" >}}\nfunc\n{{< /tab >}}',
            "````{admonition} B\n```go\nfunc\n```\n````",
        ),
        (
            '{{< details summary="S" >}}\n## H\n{{< /details >}}',
            "````{admonition} S\n:class: dropdown\n\n## H\n\n````",
        ),
    ],
)
def test_shortcodes_are_converted(text: str, expected: str) -> None:
    assert converted(shortcodes(), text) == (expected, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "{% for a in b %}\n{{ a.c }}\n{% endfor %}\nd",
            "```text\n{% for a in b %}\n{{ a.c }}\n{% endfor %}\n```\n\nd",
        ),
        ("{% include gone.html a=b %}", "```text\n{% include gone.html a=b %}\n```"),
        ("{% include script.html %}", "```text\n{% include script.html %}\n```"),
        ("{% include itself.html %}", "```text\n{% include itself.html %}\n```"),
        ("{% include unknown.html %}", "```text\n{% include unknown.html %}\n```"),
        ("It is {{ site.time }}.\nb\n\nc", "It is ….\nb\n\n```text\n{{ site.time }}\n```\n\nc"),
        ("# {{ x }}", "# …\n\n```text\n{{ x }}\n```"),
        ("[a]({{ x }})b", "a…b\n\n```text\n[a]({{ x }})\n```"),
        ("![a]({{ x }})", "```text\n![a]({{ x }})\n```"),
        ("[![a](b)]({{ x }})", "![a](b)…\n\n```text\n[![a](b)]({{ x }})\n```"),
        ('<a href="{{ x }}">k</a>', '…<a>k</a>\n\n```text\n<a href="{{ x }}">\n```'),
        ('<img src="{{ x }}">', '```text\n<img src="{{ x }}">\n```'),
        ("<script>a = {{ x }}</script>", "<script>a = {{ x }}</script>"),
        ("<pre>\n{{ '<' }}{{ x }}\n</pre>", "<pre>\n<{{ x }}\n</pre>"),
        (
            '<script src="{{ x }}"></script>',
            '…<script></script>\n\n```text\n<script src="{{ x }}">\n```',
        ),
        ('{{<script src="x">}}', '```text\n{{<script src="x">}}\n```'),
        ("[a]({% post_url nope %})", "a…\n\n```text\n[a]({% post_url nope %})\n```"),
        ("- a\n\n  {% x %}\n  b", "- a\n\n  ```text\n  {% x %}\n  ```\n\n  b"),
    ],
)
def test_other_liquid_is_shown_as_code(text: str, expected: str) -> None:
    new, notes = converted(liquid(), text)
    assert new == expected
    assert len(notes) == 1


def test_other_shortcodes_are_shown_as_code() -> None:
    text = "a {{< i j=1 >}}*k*{{< /i >}}\n\n{{< tabs >}}\n{{< tab A >}}\n{{% m %}}\n{{< /tab >}}"
    new, notes = converted(shortcodes(), text)
    assert new == (
        "a …*k*…\n\n```text\n{{< i j=1 >}}\n{{< /i >}}\n```\n\n```text\n{{< tabs >}}\n```\n\n"
        "`````{admonition} A\n\n```text\n{{% m %}}\n```\n\n`````"
    )
    assert notes == [1, 3, 5]


def test_other_systems_have_their_own_delimiters() -> None:
    pelican = LiquidConverter(Scope({}), syntax=LIQUID_TAGS)
    assert converted(pelican, "{% youtube abc %} {{ x }}") == (
        "<https://www.youtube.com/watch?v=abc> {{ x }}",
        [],
    )
    nikola = ShortcodeConverter(syntax=NIKOLA)
    assert converted(nikola, "{{% raw %}}{{% x %}}{{% /raw %}} {{< y >}}") == (
        "{{% x %}} {{< y >}}",
        [],
    )


def test_spans_are_shown_as_code() -> None:
    assert show_leftovers("a [b] c\nd", [(2, 5)], [7, 8]) == (
        "a … c\nd\n\n```text\n[b]\n```",
        [7, 8, 8, 8, 8, 8],
    )


@pytest.mark.parametrize(
    "part",
    [
        "{% raw %}",
        "{% if x %}",
        "{% highlight a %}\n",
        "{{ x }} ",
        "{{",
        "{% assign a = a | append: a %}",
        "[a](",
        "<script>",
        '{% include x a="',
        "{% include itself.html %}",
    ],
)
def test_time_grows_with_the_text(part: str) -> None:
    def seconds(length: int) -> float:
        text = f"{{{{ x }}}}\n{part * (length // len(part))}{{{{ x }}}}"
        start = time.process_time()
        liquid().convert(text, list(range(text.count("\n") + 1)), lambda _, __: None)
        return time.process_time() - start

    seconds(1_000)
    assert seconds(80_000) < max(1, 20 * seconds(10_000))
