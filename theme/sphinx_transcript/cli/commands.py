"""The commands: their modules, and what the help of the whole program says of them."""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """A command of the program."""

    module: str
    """The name of its module in this package."""
    help: str
    """What it does, in one line, in lower case and without a full stop."""


COMMANDS: dict[str, Command] = {
    "init": Command("init", "make a new blog, ready to be built"),
    "new": Command("new", "write the file of a new post, and print its path"),
    "list": Command("list", "list the posts: date, path and title"),
    "serve": Command(
        "serve",
        "serve the site while it is written: drafts shown, rebuilt and reloaded after each save",
    ),
    "publish": Command("publish", "date posts and take the mark of a draft from them"),
    "check": Command("check", "find what is wrong with a site, without building it"),
    "sessions": Command("sessions", "run the commands that pages show, and update what they print"),
    "build": Command("build", "build the site with Sphinx"),
    "import": Command("import_posts", "make posts of this site of those of another blog system"),
    "schema": Command(
        "schema", "print a JSON Schema of front matter, theme options or configuration"
    ),
}
"""The commands by name, in the order of the help."""
