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
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import Template
from jinja2.utils import missing
from sphinx.builders.html._assets import _CascadingStyleSheet

from sphinx_transcript.support.translations import text
from sphinx_transcript.theme.active import FOLDER
from sphinx_transcript.theme.colour_schemes import Rule
from sphinx_transcript.theme.command_prompt import comment_html
from sphinx_transcript.theme.header_prompt import Prompt
from sphinx_transcript.theme.stylesheet_template import needed_sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, MutableMapping
    from types import CodeType

    from jinja2 import Environment
    from jinja2.runtime import Context

_MAX_TEXTS = 100
"""How many forms of a part are kept. Most sites have one for each folder, and for few pages."""
_ASSETS = "_static/"
_HTML = "sphinx.builders.html"
_CSS_TAG = "StandaloneHTMLBuilder.handle_page.<locals>.css_tag"


class UnknownValueError(Exception):
    """A value or a function of which it is not known what the part makes of it."""


class Part(NamedTuple):
    """What a part depends on."""

    values: tuple[str, ...] = ()
    """The names of variables with plain values."""
    others: Mapping[str, Callable[[Context], Any]] = {}
    """For other variables: a function that returns what the part shows of it, as plain values."""
    functions: Mapping[str, Any] = {}
    """The functions that the part calls, which return the same for the same arguments."""
    has_links: bool = False
    """Whether the part calls ``pathto``."""


def _is_home(context: Context) -> bool:
    return bool(context.resolve("pagename") == context.resolve("root_doc"))


def _prompt(context: Context) -> Any:
    prompt = context.resolve("prompt")
    if type(prompt) is not Prompt:
        raise UnknownValueError
    return prompt.user_host, prompt.path, prompt.symbol


def _rules(context: Context) -> Any:
    rules = context.resolve("scheme_rules")
    if type(rules) is not list or any(type(rule) is not Rule for rule in rules):
        raise UnknownValueError
    return [(rule.choice, rule.only_dark, rule.colours.get("page")) for rule in rules]


def _sheets(context: Context) -> Any:
    """Return the style sheets of the page, and its depth, on which their addresses depend."""
    sheets = context.resolve("css_files")
    if type(sheets) is not list or any(type(sheet) is not _CascadingStyleSheet for sheet in sheets):
        raise UnknownValueError
    found = [(str(sheet.filename), sheet.priority, sheet.attributes) for sheet in sheets]
    uri = _page_of(context.resolve("css_tag"))
    if uri.startswith(_ASSETS) or not all(
        name.startswith(_ASSETS) or "://" in name for name, _, _ in found
    ):
        raise UnknownValueError
    return found, uri.count("/")


def _nothing(context: Context) -> None:
    """Return what the part shows of a variable that is part of another."""


PARTS = {
    "parts/navigation.html": Part(
        values=(
            "hidden_blocks", "logo_size", "logo_url", "navigation", "root_doc", "site_title",
            "theme_announcement", "theme_announcement_link",
        ),
        others={"pagename": _is_home, "prompt": _prompt},
        functions={"t": text, "comment_html": comment_html},
        has_links=True,
    ),
    "parts/site_foot.html": Part(
        values=(
            "base_href", "copyright", "foot_links", "has_search", "show_copyright",
            "theme_footer_text",
        ),
        functions={"t": text},
        has_links=True,
    ),
    "parts/page_colours.html": Part(others={"scheme_rules": _rules}),
    "parts/sheets.html": Part(
        others={"css_files": _sheets, "css_tag": _nothing, "pathto": _nothing},
        functions={"needed_sheets": needed_sheets},
    ),
}  # fmt: skip
"""The parts that are kept, by the name of the template."""


class KeptPart:
    """The function that renders a part, with the texts that it has returned."""

    def __init__(self, render: Callable[[Context], Iterator[str]], part: Part) -> None:
        self._render = render
        self._part = part
        self._calls: dict[bytes, tuple[tuple[Any, ...], ...]] = {}
        """The arguments of each call of ``pathto`` in the part, by the plain values."""
        self._texts: dict[tuple[Any, ...], str] = {}
        """The texts, by the plain values and the addresses."""

    def __call__(self, context: Context) -> Iterator[str]:
        """Yield the text of the part for *context* in one piece."""
        yield self._text(context)

    def _text(self, context: Context) -> str:
        try:
            values = self._values(context)
        except (UnknownValueError, ValueError):
            # The second is that of `marshal`, for values of other types.
            return "".join(self._render(context))
        pathto: Any = context.resolve("pathto") if self._part.has_links else None
        calls = self._calls.get(values)
        if calls is not None:
            addresses = [pathto(*call) for call in calls]
            # Markup is equal to the same string that is none, and is not escaped.
            if all(type(address) is str for address in addresses):
                found = self._texts.get((values, *addresses))
                if found is not None:
                    return found
        return self._rendered(context, values, pathto)

    def clear(self) -> None:
        """Forget all texts."""
        self._calls.clear()
        self._texts.clear()

    def _values(self, context: Context) -> bytes:
        """Return the values that the part depends on, as bytes that differ where they do."""
        part, resolve = self._part, context.resolve_or_missing
        for name, function in part.functions.items():
            if resolve(name) is not function:
                raise UnknownValueError
        values = [... if (value := resolve(name)) is missing else value for name in part.values]
        values += [get(context) for get in part.others.values()]
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


def keep_parts(environment: Environment) -> None:
    """Have *environment* keep the parts of the pages that it renders from now on."""
    if issubclass(environment.template_class, _KeepingTemplate):
        for part in environment.template_class.kept.values():
            part.clear()
    elif environment.template_class is Template:
        own = type("KeepingTemplate", (_KeepingTemplate,), {"kept": {}})
        vars(environment)["template_class"] = own


def _page_of(tag_function: Any) -> str:
    """Return the address of the page that the function ``css_tag`` of Sphinx belongs to."""
    if getattr(tag_function, "__qualname__", "") != _CSS_TAG or tag_function.__module__ != _HTML:
        raise UnknownValueError
    variables = dict(zip(tag_function.__code__.co_freevars, tag_function.__closure__, strict=True))
    if "pathto" not in variables:
        raise UnknownValueError
    return str(variables["pathto"].cell_contents.__defaults__[1])
