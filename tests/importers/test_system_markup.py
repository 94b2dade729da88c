"""Markup that one system adds to its posts: templates, shortcodes, extensions, directives."""

from __future__ import annotations

from sphinx_transcript.importers.markup import (
    ablog_directives,
    admonitions,
    codehilite,
    hugo_shortcodes,
    liquid,
)

Notes = list[tuple[int, str]]


def test_liquid_is_converted_or_reported() -> None:
    notes: Notes = []
    text = (
        "{% highlight Ruby linenos %}\nputs `x`\n{% endhighlight %}\n"
        "[a]({% post_url 2016-01-02-b %}#c) [d]({{ site.baseurl }}/e/) "
        "![f]({{ '/g' | relative_url }})\n"
        "{% raw %}{{ h }}{% endraw %} {{ i }} {% post_url nope %}\n{% if j %}k{% endif %}\n"
        "[l]: {{ site.url }}{% link m.pdf %}\n"
    )
    new = liquid.convert_liquid(
        text, lambda tag, name: f"{tag}:{name}", lambda line, message: notes.append((line, message))
    )
    assert new == (
        "```ruby\nputs `x`\n```\n"
        "[a](post_url:2016-01-02-b#c) [d](/e/) ![f](/g)\n"
        "{{ h }} {{ i }} {% post_url nope %}\n{% if j %}k{% endif %}\n"
        "[l]: link:m.pdf\n"
    )
    assert notes == [
        (0, "options of highlight are left out: linenos"),
        (4, "Liquid's value 'i' is left as it is"),
        (4, "Liquid's tag 'post_url' is left as it is"),
        (5, "Liquid's tag 'if' is left as it is"),
    ]


def test_shortcodes_are_converted_or_reported() -> None:
    notes: Notes = []
    text = (
        "{{< highlight go >}}\n```\n{{< /highlight >}}\n"
        '[a]({{< ref "b.md#c" >}}) [d]({{% relref e %}})\n[f]: {{< ref "g.md" >}}\n'
        "{{</* h */>}} {{< i j=1 >}}k{{< /i >}} {{< ref b.md >}}\n"
    )
    new = hugo_shortcodes.convert_shortcodes(
        text, lambda name: f"to-{name}", lambda line, message: notes.append((line, message))
    )
    assert new == (
        "````go\n```\n````\n[a](to-b.md#c) [d](to-e)\n[f]: to-g.md\n"
        "{{< h >}} {{< i j=1 >}}k{{< /i >}} {{< ref b.md >}}\n"
    )
    assert notes == [
        (5, "the shortcode 'i' is left as it is"),
        (5, "the shortcode 'ref' is left as it is"),
    ]


def test_admonitions_become_directives() -> None:
    notes: Notes = []
    text = (
        "!!! note\n    A\n\n    ```\n    !!! tip\n    ```\n\n"
        '- b\n\n    !!! bug "T"\n\n        :c: d\n\ne\n\n```\n!!! note\n```\n'
    )
    lines = text.split("\n")
    new, numbers = admonitions.convert_admonitions(
        lines, list(range(1, len(lines) + 1)), lambda line, message: notes.append((line, message))
    )
    assert "\n".join(new) == (
        "````{note}\nA\n\n```\n!!! tip\n```\n````\n\n"
        "- b\n\n    ```{admonition} T\n\n    :c: d\n    ```\n\ne\n\n```\n!!! note\n```\n"
    )
    assert len(new) == len(numbers)
    assert numbers[new.index("e")] == lines.index("e") + 1
    assert notes == []


def test_indented_code_with_a_language_gets_a_fence() -> None:
    text = "a\n\n    :::python\n    b\n\n    c\n\nd\n\n    #!sh\n    e\n"
    expected = "a\n\n```python\nb\n\nc\n```\nd\n\n```sh\ne\n```"
    assert codehilite.fence_code_blocks(text) == expected
    assert codehilite.fence_code_blocks("a\n    :::python\n") == "a\n    :::python\n"


def test_post_directive_is_removed() -> None:
    text = (
        "T\n=\n\n.. post:: Jan 1, 2020\n   :tags: a, b\n   :exclude:\n\n   Only here.\n\n"
        "Text.\n\n.. post::\n"
    )
    found = ablog_directives.take_post_directive(text, is_rst=True)
    assert found is not None
    new, directive = found
    assert new.count("\n") == text.count("\n")
    assert ".. post:: Jan" not in new
    assert directive.date == "Jan 1, 2020"
    assert directive.options == {"tags": "a, b", "exclude": "", "description": "Only here."}
    assert (directive.line, directive.option_lines["tags"], directive.second_line) == (4, 5, 12)
    assert ablog_directives.take_post_directive("::\n\n   .. post:: x\n", is_rst=True) is None
