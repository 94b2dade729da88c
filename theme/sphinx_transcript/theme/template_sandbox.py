"""Faster forms of two methods of Jinja's sandbox, in which Sphinx renders templates.

A template gets about 200 attributes and calls about 100 functions for each page. The sandbox
examines each value at length, though most are of few kinds that it always allows. These forms know
the kinds, and leave all others to the sandbox. They return what it returns; a test compares both.
They are set on the environment of a build, and ``transcript_shortcuts = False`` leaves it as it is.
"""

from __future__ import annotations

from types import BuiltinMethodType, FunctionType, MethodType
from typing import TYPE_CHECKING, Any

from jinja2.runtime import Context, Macro
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from sphinx_transcript.theme.kept_parts import keep_parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx

_METHODS = frozenset({MethodType, BuiltinMethodType})
"""The types of values for which the sandbox may return something else."""
_OF_DICTIONARIES = frozenset(dir(dict))
_FROM_JINJA = frozenset({"_block_vars", "_loop_vars"})
"""The names of arguments that Jinja adds to each call."""
_FLAGS = frozenset({"unsafe_callable", "alters_data"})
"""Attributes by which an object tells the sandbox that it is not to be called."""


def use_faster_sandbox(app: Sphinx, builder: Any) -> None:
    """Use the faster forms for the templates of *builder*, unless something else is in use."""
    environment = getattr(getattr(builder, "templates", None), "environment", None)
    # Templates do not change while a build writes, so that none has to be looked at again.
    is_wanted = getattr(app.config, "transcript_shortcuts", False)
    if is_wanted and type(environment) is SandboxedEnvironment:
        environment.auto_reload = False
        keep_parts(environment)
        vars(environment).update(getattr=attribute_getter(environment), call=caller(environment))


def attribute_getter(environment: SandboxedEnvironment) -> Callable[[Any, str], Any]:
    """Return the faster form of the method ``getattr`` of *environment*."""
    original = SandboxedEnvironment.getattr
    safe: set[tuple[type, str]] = set()
    """The types and names of attributes that the sandbox allows."""

    def get_attribute(obj: Any, attribute: str) -> Any:
        kind = type(obj)
        # Most values of a page are in dictionaries, which have no such attributes.
        if kind is dict and attribute in obj and attribute not in _OF_DICTIONARIES:
            return obj[attribute]
        try:
            value = getattr(obj, attribute)
        except AttributeError:
            return original(environment, obj, attribute)
        key = (kind, attribute)
        # The sandbox has its own form of a text's method `format`.
        if type(value) in _METHODS and isinstance(value.__self__, str):
            return original(environment, obj, attribute)
        if key not in safe:
            if obj.__class__ is not key[0] or not environment.is_safe_attribute(
                obj, attribute, value
            ):
                return original(environment, obj, attribute)
            safe.add(key)
        return value

    return get_attribute


def caller(environment: SandboxedEnvironment) -> Callable[..., Any]:
    """Return the faster form of the method ``call`` of *environment*."""
    original = SandboxedEnvironment.call

    def call(context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        kind, is_plain, macro = type(obj), False, obj
        if kind is FunctionType:
            is_plain = not obj.__dict__
        # The sandbox has its own form of a text's method `format`.
        elif (
            kind is MethodType
            and type(obj.__func__) is FunctionType
            and not isinstance(obj.__self__, str)
        ):
            is_plain = not obj.__func__.__dict__
        elif kind is BuiltinMethodType:
            is_plain = type(obj.__self__) is list
        elif kind is Macro and not _FLAGS.intersection(obj.__dict__):
            is_plain = True
            if _takes(obj, args) and kwargs.keys() <= _FROM_JINJA and not environment.is_async:
                obj = obj._func
            else:
                args = (context.eval_ctx, *args)
        if not is_plain:
            return original(environment, context, obj, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        try:
            value = obj(*args, **kwargs)
            if kind is Macro and obj is not macro and context.eval_ctx.autoescape:
                return Markup(value)  # noqa: S704 (as Jinja does)
            return value
        except StopIteration:
            return context.environment.undefined(
                "value was undefined because a callable raised a StopIteration exception"
            )

    return call


def _takes(macro: Macro, args: tuple[Any, ...]) -> bool:
    """Return whether *args* are the arguments of *macro* as they are."""
    return len(args) == macro._argument_count and not (
        macro.caller or macro.catch_kwargs or macro.catch_varargs
    )
