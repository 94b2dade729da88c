"""The faster forms of the sandbox allow what Jinja's sandbox allows, and return the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Undefined, pass_context, pass_environment, pass_eval_context
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment, unsafe
from markupsafe import Markup
from sphinx.testing.util import SphinxTestApp

from sphinx_transcript.theme.template_sandbox import attribute_getter, caller

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Site


@dataclass
class _Value:
    name: str = "a"
    _hidden: str = "b"

    @property
    def missing(self) -> str:
        raise AttributeError

    def method(self) -> str:
        return self.name

    @unsafe
    def delete(self) -> None:
        raise AssertionError

    def __getitem__(self, key: str) -> str:
        return {"missing": "an item"}[key]


class _Proxy:
    """Says that it is a class, as proxies say what they stand for."""

    mro = "shown"

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        return type


def _numbers() -> Iterator[int]:
    yield 1


def _stop() -> None:
    raise StopIteration


@pass_context
def _with_context(context: Any, *args: Any, **kwargs: Any) -> Any:
    return context.name, context.get_all().get("x"), args, kwargs


@pass_environment
def _with_environment(environment: Any, *args: Any) -> Any:
    return environment.sandboxed, args


@pass_eval_context
def _with_eval_context(context: Any, *args: Any) -> Any:
    return context.autoescape, args


class _Callable:
    @pass_context
    def __call__(self, context: Any) -> Any:
        return context.name


VALUES: list[Any] = [
    _Value(), _Value, {"name": 1, "mro": 2, "items": 3}, [1], "text", Markup("{x}"), "{x}", None,
    Undefined(name="u"), _Value().method, _with_context, len, "{x}".format, "{x}".format_map, type,
    Markup("{x}").format,
    _Proxy(), _numbers(), _numbers, compile("1", "", "eval"), 1,
]  # fmt: skip
NAMES = (
    "name", "_hidden", "missing", "method", "delete", "items", "mro", "format", "format_map",
    "__class__", "__name__", "__globals__", "__code__", "gi_frame", "gi_code", "co_code", "upper",
    "im_class", "func_code", "nothing",
)  # fmt: skip


def _outcome(work: Any) -> Any:
    try:
        value = work()
    except Exception as error:
        return type(error), str(error)
    if isinstance(value, Undefined):
        return type(value), value._undefined_message, value._undefined_exception
    # Methods and wrappers are new at each access.
    return getattr(value, "__qualname__", value), type(value)


@given(st.lists(st.tuples(st.sampled_from(VALUES), st.sampled_from(NAMES)), max_size=40))
def test_attributes_are_those_of_the_sandbox(accesses: list[tuple[Any, str]]) -> None:
    environment = SandboxedEnvironment()
    faster = attribute_getter(environment)
    for value, name in accesses * 2:
        expected = _outcome(lambda: environment.getattr(value, name))  # noqa: B023 (called at once)
        assert _outcome(lambda: faster(value, name)) == expected  # noqa: B023


CALLED: list[Any] = [
    _Value().method, _Value().delete, _Value, _with_context, _with_environment, _with_eval_context,
    _Callable(), _stop, len, str, "x".upper, lambda *args, **kwargs: (args, kwargs), None,
    {}.get, dict, unsafe(lambda: 1), [1, 2].index, ["<b>"].count,
]  # fmt: skip


@given(
    st.sampled_from(CALLED),
    st.lists(st.integers(0, 3), max_size=2),
    st.sampled_from([{}, {"a": 1}, {"_loop_vars": {"x": 2}}, {"_block_vars": {"x": 3}, "b": 1}]),
)
def test_calls_return_what_those_of_the_sandbox_return(
    called: Any, args: list[int], kwargs: dict[str, Any]
) -> None:
    environment = SandboxedEnvironment()
    context = environment.from_string("", {"x": 1}).new_context()
    faster = caller(environment)
    expected = _outcome(lambda: environment.call(context, called, *args, **dict(kwargs)))
    assert _outcome(lambda: faster(context, called, *args, **dict(kwargs))) == expected


MACROS = """
{%- macro plain(a, b) %}<{{ a }}{{ b }}>{% endmacro %}
{%- macro empty() %}<>{% endmacro %}
{%- macro default(a, b='-') %}<{{ a }}{{ b }}>{% endmacro %}
{%- macro rest(a, b) %}{{ a }}{{ varargs }}{% endmacro %}
{%- macro keys(a, b) %}{{ a }}{{ kwargs }}{% endmacro %}
{%- macro wrap(a, b) %}{{ a }}{{ caller() if caller }}{% endmacro %}
"""


@given(
    st.sampled_from(["plain", "empty", "default", "rest", "keys", "wrap"]),
    st.lists(st.sampled_from(["<", Markup("<i>")]), max_size=3),
    st.sampled_from([{}, {"b": "&"}, {"_loop_vars": {"x": 2}}, {"caller": lambda: "c"}]),
    st.booleans(),
)
def test_macros_return_what_they_return_in_the_sandbox(
    name: str, args: list[str], kwargs: dict[str, Any], is_escaped: bool
) -> None:
    environment = SandboxedEnvironment(autoescape=is_escaped)
    template = environment.from_string(MACROS)
    macro, context = getattr(template.module, name), template.new_context()
    expected = _outcome(lambda: environment.call(context, macro, *args, **dict(kwargs)))
    faster = caller(environment)
    assert _outcome(lambda: faster(context, macro, *args, **dict(kwargs))) == expected


TEMPLATE = """
{%- macro item(name, more='-') %}<{{ name }}{{ more }}{{ caller() if caller }}{{ varargs }}>
{%- endmacro -%}
{%- for x in [1, 2] %}{{ item(x) }}{{ show('a') }}{{ item(x, 3, 4) }}{{ value.method() }}
{%- endfor -%}
{%- call item('c') %}called{% endcall -%}
{{ '{}'.format(value.name) }}{{ value._hidden }}{{ values|map('upper')|join }}
"""


@pytest.mark.parametrize("is_escaped", [False, True])
def test_templates_render_the_same(is_escaped: bool) -> None:
    texts = []
    for is_faster in (False, True):
        environment = SandboxedEnvironment(autoescape=is_escaped)
        if is_faster:
            vars(environment).update(
                getattr=attribute_getter(environment), call=caller(environment)
            )
        template = environment.from_string(TEMPLATE)
        texts.append(
            template.render(value=_Value("<"), values=["x"], show=lambda text, **_: f"&{text}")
        )
        with pytest.raises(SecurityError):
            environment.from_string("{{ value.delete() }}").render(value=_Value())
    assert texts[0] == texts[1]


@pytest.mark.parametrize(
    ("switch", "is_used"), [("", True), ("transcript_shortcuts = False", False)]
)
def test_switch_leaves_the_sandbox_as_it_is(site: Site, switch: str, is_used: bool) -> None:
    site.conf(switch)
    site.post("a", title="A", date="2020-01-01")
    app = SphinxTestApp("html", srcdir=site.srcdir)
    try:
        app.build()
        environment = vars(app.builder)["templates"].environment
    finally:
        app.cleanup()
    assert {"getattr", "call"} & vars(environment).keys() == (
        {"getattr", "call"} if is_used else set()
    )
    assert environment.auto_reload is not is_used
