"""Parts of a page that are the same on many pages: they are rendered once, and their text is kept.

The header, the foot of the site and the links to style sheets depend on few values of the template
context, and on the addresses to which they link. A part is rendered anew wherever one of these is
another one than before, so that a page on which an extension has changed a value shows that value.
A value or a function of a kind that is not known here has the part rendered each time. So has a
template of the project by the same name, which may do whatever it likes.

``transcript_shortcuts = False`` has all parts rendered each time.
"""

from __future__ import annotations

import marshal
from functools import partial
from typing import TYPE_CHECKING, Any

from jinja2 import Template
from jinja2.utils import missing

from sphinx_transcript.theme.active import FOLDER
from sphinx_transcript.theme.part_values import PARTS, UnknownValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, MutableMapping
    from types import CodeType

    from jinja2 import Environment
    from jinja2.runtime import Context

    from sphinx_transcript.theme.part_values import Part, Variables

_MAX_TEXTS = 100
"""How many forms of a part are kept. Most sites have one for each folder, and for few pages."""


class PartContext:
    """What a template gives to a part: a context is only made of it where the part is rendered."""

    def __init__(
        self, template: Template, known: dict[str, Any], locals: Mapping[str, Any]
    ) -> None:
        self.new_context = partial(Template.new_context, template, known, True, locals)
        self._known, self._locals = known, locals

    def get(self, name: str) -> Any:
        """Return the variable *name*; `missing` if there is none."""
        value = self._locals.get(name, missing)
        return self._known.get(name, missing) if value is missing else value


def _same(context: Context) -> Context:
    return context


class KeptPart:
    """The function that renders a part, with the texts that it has returned."""

    def __init__(self, render: Callable[[Context], Iterator[str]], part: Part) -> None:
        self._render = render
        self._part = part
        self._calls: dict[bytes, tuple[tuple[Any, ...], ...]] = {}
        """The arguments of each call of ``pathto`` in the part, by the plain values."""
        self._texts: dict[tuple[Any, ...], str] = {}
        """The texts, by the plain values and the addresses."""

    def __call__(self, context: PartContext | Context) -> Iterator[str]:
        """Yield the text of the part for *context* in one piece."""
        yield self._text(context)

    def _text(self, given: PartContext | Context) -> str:
        get: Variables
        new_context: Callable[[], Context]
        if isinstance(given, PartContext):
            get, new_context = given.get, given.new_context
        else:
            get, new_context = given.resolve_or_missing, partial(_same, given)
        try:
            values = self._values(get)
        except (UnknownValueError, ValueError):
            # The second is that of `marshal`, for values of other types.
            return "".join(self._render(new_context()))
        pathto: Any = get("pathto") if self._part.has_links else None
        calls = self._calls.get(values)
        if calls is not None:
            addresses = [pathto(*call) for call in calls]
            # Markup is equal to the same string that is none, and is not escaped.
            if all(type(address) is str for address in addresses):
                found = self._texts.get((values, *addresses))
                if found is not None:
                    return found
        return self._rendered(new_context(), values, pathto)

    def clear(self) -> None:
        """Forget all texts."""
        self._calls.clear()
        self._texts.clear()

    def _values(self, get: Variables) -> bytes:
        """Return the values that the part depends on, as bytes that differ where they do."""
        part = self._part
        for name, function in part.functions.items():
            if get(name) is not function:
                raise UnknownValueError
        values = [... if (value := get(name)) is missing else value for name in part.values]
        values += [value_of(get) for value_of in part.others.values()]
        # This version writes equal values as equal bytes, whether they are one object or two.
        return marshal.dumps(values, 2)

    def _rendered(self, context: Context, values: bytes, pathto: Any) -> str:
        """Return the text of the part, and keep it."""
        calls: dict[tuple[Any, ...], Any] = {}

        def noted(*args: Any) -> Any:
            address = calls[args] = pathto(*args)
            return address

        if pathto is not None:
            # The context is that of this part alone, as Jinja makes it for each template.
            context.vars["pathto"] = noted
        text = "".join(self._render(context))
        if len(self._texts) >= _MAX_TEXTS:
            self.clear()
        if all(type(address) is str for address in calls.values()):
            self._calls[values] = tuple(calls)
            self._texts[values, *calls.values()] = text
        return text


class _KeepingTemplate(Template):
    """A template that keeps the texts of parts."""

    kept: dict[str, KeptPart]

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """Return a template as Jinja does."""
        template = super().from_code(environment, code, globals, uptodate)
        name = template.name or ""
        if name in PARTS and template.filename == str(FOLDER / name):
            cls.kept[name] = KeptPart(template.root_render_func, PARTS[name])
            template.root_render_func = cls.kept[name]
        return template

    def new_context(
        self,
        vars: dict[str, Any] | None = None,
        shared: bool = False,
        locals: Mapping[str, Any] | None = None,
    ) -> Any:
        """Return what the template is rendered with, as Jinja does."""
        if shared and vars is not None and self.name in self.kept:
            return PartContext(self, vars, locals or {})
        return super().new_context(vars, shared, locals)


def keep_parts(environment: Environment) -> None:
    """Have *environment* keep the parts of the pages that it renders from now on."""
    if issubclass(environment.template_class, _KeepingTemplate):
        for part in environment.template_class.kept.values():
            part.clear()
    elif environment.template_class is Template:
        own = type("KeepingTemplate", (_KeepingTemplate,), {"kept": {}})
        vars(environment)["template_class"] = own
