"""A Node process that evaluates lines of the prompt over given documents."""

from __future__ import annotations

import json
import select
import subprocess
from pathlib import Path
from typing import Any

from rjsmin import jsmin

import sphinx_transcript
from tests.helpers.tools import program

SCRIPTS = Path(sphinx_transcript.__file__).parent / "theme" / "transcript" / "js" / "search"
_PATIENCE = 30
NAMES = (
    "names.js", "near.js", "command.js", "files.js", "meant.js", "commands.js", "shell.js",
)  # fmt: skip

# A request is a line of JSON, and so is its answer. The search finds what contains all of the text.
_DRIVER = """
const { createInterface } = require("node:readline");
const siteOf = ({ documents, commands = {}, words = [], objects = [], ...lists }) => ({
  ...lists,
  documents: async (prefix) => documents
    .map((each, number) => ({ ...each, number })).filter(({ path }) => path.startsWith(prefix)),
  commands: async (line) => commands[line] ?? null,
  withLine: async (result) => result,
  complete: async (prefix) => words.filter((word) => word.startsWith(prefix)),
  search: async ({ text }) => ({
    results: [
      ...objects.filter(({ title }) => title.toLowerCase().includes(text.toLowerCase())),
      ...documents.filter((each) => (each.content ?? "").includes(text))
        .map((each) => ({ ...each, line: each.content })),
    ],
  }),
});
const answer = async ({ call, argument, site }) => {
  try {
    return { value: await functions[call](argument, site?.documents ? siteOf(site) : site) };
  } catch (problem) {
    return { thrown: String(problem.message) };
  }
};
const functions = {
  parse: (line) => TranscriptCommand.parse(line),
  tries: (typed, nearest) => TranscriptMeant.tries(typed, nearest, TranscriptShell.names),
  run: (line, site) => TranscriptShell.run(line, site),
  complete: (line, site) => TranscriptShell.complete(line, site),
};
createInterface({ input: process.stdin }).on("line", async (line) => {
  console.log(JSON.stringify(await answer(JSON.parse(line))));
});
"""


class PromptShell:
    """The scripts of the prompt, without its page."""

    def __init__(self) -> None:
        # As readers get them.
        script = jsmin("".join((SCRIPTS / name).read_text() for name in NAMES))
        self._process = subprocess.Popen(
            [program("node"), "-e", script + _DRIVER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def close(self) -> None:
        """End the process."""
        self._process.communicate()

    def call(self, function: str, argument: str, site: dict[str, Any] | None = None) -> Any:
        """Return what *function* returns for *argument*; it must not throw."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        request = {"call": function, "argument": argument, "site": site}
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        ready, _, _ = select.select([self._process.stdout], [], [], _PATIENCE)
        if not ready:
            self._process.kill()
        assert ready, f"no answer after {_PATIENCE} seconds: {argument[:80]}"
        answer = json.loads(self._process.stdout.readline())
        assert "thrown" not in answer, (argument, answer)
        return answer.get("value")


def document(path: str, date: str = "", title: str = "", content: str = "") -> dict[str, str]:
    """Return a document as the search index describes it."""
    address = path.removesuffix(".md") + ".html" if path.endswith(".md") else path
    return {"path": path, "date": date, "title": title, "address": address, "content": content}


DOCUMENTS = [
    document("about.md"),
    document("about-us.md"),
    document("index.md"),
    document("manual/getting-started.md", title="Getting started"),
    document("manual/index.md"),
    document("manual/api/builders.md"),
    document("archive/2016/"),
    document("post/"),
    document("tag/"),
    document("tag/helm/"),
    document("post/charts.md", "2016-09-26", "Helm charts", "helm and charts"),
    # On one day: their order says which is the newer.
    document("post/morning.md", "2016-09-27", "Morning", "helm"),
    document("post/evening.md", "2016-09-27", "Evening", "helm"),
    document("post/c d.md", "2017-01-02", "Letters", "abc"),
]
SITE: dict[str, Any] = {
    "documents": DOCUMENTS,
    "commands": {"ls -t post/**/*.md | head -n 3": "index.html", "ls": "wrong.html"},
    "objects": [{"path": "api.md", "address": "api.html#session.Run", "title": "session.Run"}],
    "words": ["helm", "helmet", "kubernetes"],
    "schemes": ["tty-dark", "tty-light", "amber"],
    "history": ["ls post", "helm"],
}
"""A small site, and what its prompt is given."""
