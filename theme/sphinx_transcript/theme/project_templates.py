"""The templates of a project and of themes that inherit from this one: what they expect of it.

A block that no template below defines is shown nowhere, and Jinja says nothing. See
https://www.sphinx-doc.org/en/master/development/html_themes/templating.html
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import TemplateError, nodes

from sphinx_transcript.support.build_notes import note
from sphinx_transcript.support.nearest_name import did_you_mean
from sphinx_transcript.theme.active import FOLDER, is_theme_active

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

_HAS_SCRIPTS = "_transcript_template_scripts"
"""The builder's attribute that says whether a template of the project has a script."""
_HAS_SIDEBARS = "_transcript_template_sidebars"
"""The same for sidebars and bars of links."""
_HAS_TOCTREES = "_transcript_template_toctrees"
"""The same for the toctrees of the whole site."""
# Data in a script element runs nothing.
SCRIPT = re.compile(
    r"<script\b(?![^>]*\btype=[\"']?(?:application/[\w.+-]*json|importmap|speculationrules)\b)",
    re.IGNORECASE,
)
_IN_TEMPLATES = re.compile(rf"{SCRIPT.pattern}|\bjs_tag\(", re.IGNORECASE)
_SIDEBARS = re.compile(r"\b(?:relbar|sidebar)\(|\{%-?\+?\s*block\s+sidebar")
_TOCTREES = re.compile(r"\btoctree\(|\bglobaltoc\b")
_NOT_SHOWN = {
    "rootrellink": "relbar()",
    "relbaritems": "relbar()",
}
"""Blocks of macros that a page shows only where a template calls the macro."""


class Template(NamedTuple):
    """A template file."""

    path: Path
    source: str


def project_templates(app: Sphinx) -> Iterator[Template]:
    """Yield the HTML templates of the project and of themes that inherit from this one.

    The pages of an earlier build are none, even if they are in one of the folders.
    """
    builder: Any = app.builder
    folders = [Path(app.confdir, folder) for folder in app.config.templates_path]
    for folder in map(Path, builder.theme.get_theme_dirs()):
        if folder == FOLDER:
            break
        folders.append(folder)
    for folder in folders:
        for path in sorted(folder.rglob("*.html")):
            if Path(app.outdir) in path.parents:
                continue
            try:
                yield Template(path, path.read_text("utf-8"))
            except (OSError, UnicodeError):
                continue  # Jinja says so, if the template is used.


def inspect_templates(app: Sphinx) -> None:
    """Print a note about each block that nothing shows, and note whether there are scripts."""
    if not is_theme_active(app):
        return
    has_scripts = has_sidebars = has_toctrees = False
    templates = list(project_templates(app))
    sources = "".join(template.source for template in templates)
    for template in templates:
        has_scripts = has_scripts or bool(_IN_TEMPLATES.search(template.source))
        has_sidebars = has_sidebars or bool(_SIDEBARS.search(template.source))
        has_toctrees = has_toctrees or bool(_TOCTREES.search(template.source))
        if "block" in template.source and "extends" in template.source:
            _check_blocks(app, template, sources)
    setattr(app.builder, _HAS_SCRIPTS, has_scripts)
    setattr(app.builder, _HAS_SIDEBARS, has_sidebars)
    setattr(app.builder, _HAS_TOCTREES, has_toctrees)


def have_scripts(app: Sphinx) -> bool:
    """Tell whether a template of the project has a script, which may be on any page."""
    return bool(getattr(app.builder, _HAS_SCRIPTS, False))


def have_sidebars(app: Sphinx) -> bool:
    """Tell whether a template of the project has a sidebar or a bar of links."""
    return bool(getattr(app.builder, _HAS_SIDEBARS, False))


def have_toctrees(app: Sphinx) -> bool:
    """Tell whether a template of the project shows the toctrees of the whole site."""
    return bool(getattr(app.builder, _HAS_TOCTREES, False))


def _check_blocks(app: Sphinx, template: Template, calls: str) -> None:
    """Print a note about each block of *template* that nothing shows.

    *calls* are the sources of all templates, which may call macros.
    """
    tree = _parsed(app, template.source)
    parent = _parent(tree) if tree else None
    if tree is None or parent is None:
        return
    known = _blocks(app, parent, set())
    if known is None:
        return
    for block in tree.body:
        if not isinstance(block, nodes.Block) or _is_empty(block):
            continue
        place = f"{template.path}:{block.lineno}"
        if block.name not in known:
            hint = did_you_mean(block.name, known) or f" (there are {', '.join(sorted(known))})"
            note(f"no block {block.name!r} in {parent}, so it is shown nowhere{hint}", place)
        elif (macro := _NOT_SHOWN.get(block.name)) and macro not in calls:
            call = f"{{% block relbar1 %}}{{{{ {macro} }}}}{{% endblock %}}"
            note(f"the block {block.name!r} is shown where {macro} is called, as by {call}", place)


def _parsed(app: Sphinx, source: str) -> nodes.Template | None:
    builder: Any = app.builder
    try:
        tree: nodes.Template = builder.templates.environment.parse(source)
    except TemplateError:
        return None  # Sphinx says so when it renders the template.
    return tree


def _parent(tree: nodes.Template) -> str | None:
    """Return the name of the template that *tree* extends; None if it isn't written there."""
    extends = next(tree.find_all(nodes.Extends), None)
    name = getattr(extends and extends.template, "value", None)
    return name if isinstance(name, str) else None


def _blocks(app: Sphinx, name: str, seen: set[str]) -> set[str] | None:
    """Return the blocks of the template *name* and those that it extends; None if unknown."""
    builder: Any = app.builder
    try:
        source, path, _ = builder.templates.get_source(builder.templates.environment, name)
    except (TemplateError, OSError, UnicodeError):
        return None
    tree = _parsed(app, source)
    if tree is None or str(path) in seen:
        return None
    seen.add(str(path))
    found = {block.name for block in tree.find_all(nodes.Block)}
    parent = _parent(tree)
    if next(tree.find_all(nodes.Extends), None) is None:
        return found
    inherited = _blocks(app, parent, seen) if parent else None
    if inherited is None:
        return None
    # What such a template adds beside the blocks of its parent is shown nowhere, either.
    own = {block.name for block in tree.body if isinstance(block, nodes.Block)}
    return inherited | (found - own)


def _is_empty(block: nodes.Block) -> bool:
    """Tell whether *block* only takes something away."""
    parts = [part for node in block.body for part in getattr(node, "nodes", [node])]
    return all(isinstance(part, nodes.TemplateData) and not part.data.strip() for part in parts)
