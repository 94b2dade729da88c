"""Generates the table of rooms in CONTRIBUTING.md from the docstrings of their packages."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "theme" / "sphinx_transcript"
GUIDE = ROOT / "CONTRIBUTING.md"
_BEGIN, _END = "<!-- map -->\n", "<!-- /map -->\n"


def rooms() -> dict[str, tuple[str, str]]:
    """Return the rooms from the lowest layer up: the subject of each, and its input and output."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    names = [name.strip() for layer in reversed(layers) for name in layer.split("|")]
    return {name: _description(name) for name in names}


def _description(name: str) -> tuple[str, str]:
    source = (PACKAGE / name / "__init__.py").read_text("utf-8")
    subject, _, flow = (ast.get_docstring(ast.parse(source)) or "").partition("\n\n")
    return " ".join(subject.split()).replace("``", "`"), " ".join(flow.split())


def map_table() -> str:
    """Return the table of the rooms as Markdown."""
    rows = [f"| `{name}/` | {subject} |\n" for name, (subject, _) in rooms().items()]
    return "".join(["| room | what it knows |\n", "|---|---|\n", *rows])


def main() -> None:
    """Update the table in CONTRIBUTING.md."""
    text = GUIDE.read_text("utf-8")
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    GUIDE.write_text(before + _BEGIN + map_table() + _END + after, "utf-8")


if __name__ == "__main__":
    main()
