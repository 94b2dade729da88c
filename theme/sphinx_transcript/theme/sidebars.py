"""The sidebars that a project names in ``html_sidebars``: below the text.

See https://www.sphinx-doc.org/en/master/usage/configuration.html#confval-html_sidebars
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateError
from sphinx import package_dir

from sphinx_transcript.support.build_notes import note
from sphinx_transcript.support.build_warnings import warn
from sphinx_transcript.support.nearest_name import did_you_mean
from sphinx_transcript.support.problems import Subtype
from sphinx_transcript.theme.active import is_theme_active
from sphinx_transcript.theme.project_templates import have_sidebars, have_toctrees

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_transcript.support.page_events import Page

_LEFT_OUT = "_transcript_sidebars_left_out"
"""The builder's attribute with the names of the templates that are left out."""
_ELSEWHERE = {
    "localtoc.html": "the contents at the side",
    "relations.html": "the previous and next pages",
    "sourcelink.html": "the link at the foot",
    "ablog/postcard.html": "what is said below a post",
    "ablog/recentposts.html": "the directive blog-index",
    "ablog/tagcloud.html": "the page tag/",
    "ablog/categories.html": "the page category/",
    "ablog/archives.html": "the page archive/",
    "ablog/authors.html": "the page author/",
    "navigation.html": "the navigation at the top",
    "about.html": "the prompt at the top",
    "donate.html": "the option announcement",
}
"""What the theme has in the place of well-known templates."""


def check_sidebars(app: Sphinx) -> None:
    """Say once which templates in ``html_sidebars`` aren't shown as they are, and why.

    Sphinx would end the build at one that doesn't exist.
    """
    if not is_theme_active(app):
        return
    sidebars = app.config.html_sidebars
    lists = sidebars.values() if isinstance(sidebars, dict) else ()
    names = dict.fromkeys(
        name
        for names in lists
        for name in (names if isinstance(names, list | tuple) else ())
        if isinstance(name, str)
    )
    replaced, missing = [], []
    for name in names:
        path = _path_of(app, name)
        if path is None and name not in _ELSEWHERE:
            missing.append(name)
        elif name in _ELSEWHERE and (path is None or _is_of_sphinx(path)):
            replaced.append(name)
    setattr(app.builder, _LEFT_OUT, {*replaced, *missing})
    if replaced:
        said = ", ".join(f"{name}: {_ELSEWHERE[name]}" for name in replaced)
        note(f"html_sidebars: the theme has something of its own in the place of {said}")
    if missing:
        known = ["globaltoc.html", "searchbox.html", *_own_templates(app)]
        said = ", ".join(f"{name!r}{did_you_mean(name, known)}" for name in missing)
        warn(f"html_sidebars: no template {said}; left out", Subtype.TEMPLATE)


def choose_sidebars(page: Page) -> None:
    """Leave out the sidebars of *page* that can't be shown, or are elsewhere on the page."""
    sidebars = page.context.get("sidebars")
    if is_theme_active(page.app) and sidebars:
        left_out: set[str] = getattr(page.app.builder, _LEFT_OUT, set())
        page.context["sidebars"] = [name for name in sidebars if name not in left_out]


def may_show_toctrees(app: Sphinx) -> bool:
    """Tell whether pages may show titles from anywhere in the toctrees, as ``globaltoc.html`` does.

    Bars of links show the titles of all pages above one.
    """
    builder: Any = app.builder
    sidebars = app.config.html_sidebars or builder.theme.sidebar_templates
    return bool(sidebars) or have_sidebars(app) or have_toctrees(app)


def _path_of(app: Sphinx, name: str) -> Path | None:
    templates: Any = app.builder.templates
    try:
        return Path(templates.get_source(templates.environment, name)[1])
    except (TemplateError, OSError, UnicodeError, AttributeError):
        return None


def _is_of_sphinx(path: Path) -> bool:
    return Path(package_dir) in path.parents


def _own_templates(app: Sphinx) -> list[str]:
    folders = [Path(app.confdir, folder) for folder in app.config.templates_path]
    return [
        path.relative_to(folder).as_posix()
        for folder in folders
        for path in sorted(folder.rglob("*.html"))
    ]
