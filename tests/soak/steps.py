"""The steps of the soak, and how a sequence of them is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.soak.features import FEATURES, edits

BUILDERS = ("html", "dirhtml", "singlehtml", "text", "transcript", "json", "epub")
"""Those that keep a folder, and share one folder of doctrees."""


@dataclass(frozen=True)
class Step:
    """One edit, or one build."""

    kind: str
    """What to do: see `Soak.do`."""
    name: str = ""
    number: int = 0
    """The seed of what is random in it; the processes of a build."""


def draw(seed: int, steps: int) -> tuple[list[str], list[Step]]:
    """Return the features of a site and *steps* steps, the same for the same *seed*."""
    random = Random(seed)  # noqa: S311
    names = ["posts"] * (random.random() < 0.85)
    names += random.sample(sorted(FEATURES.keys() - {"posts"}), random.randint(1, 3))
    builders = random.sample(BUILDERS, random.randint(1, 3))
    if random.random() < 0.6 and "html" not in builders:
        builders.append("html")
    possible = sorted(edits(names))
    drawn = [Step("build", builder, 1) for builder in builders]
    while len(drawn) < steps:
        for _ in range(random.choice((0, 1, 1, 1, 2, 3))):
            drawn.append(Step("edit", random.choice(possible), random.randrange(10**6)))
        builder = random.choice(builders)
        chance = random.random()
        if chance < 0.08:
            drawn.append(Step("delete output", builder, random.randrange(10**6)))
        elif chance < 0.13:
            drawn.append(Step("one file", builder, random.randrange(10**6)))
        elif chance < 0.17:
            drawn.append(Step("kill", builder, random.randrange(10**6)))
        elif chance < 0.19:
            drawn.append(Step("back in time", "", random.randrange(10**6)))
        elif chance < 0.22:
            drawn.append(Step("full disk", builder, random.randrange(10**6)))
        elif chance < 0.25:
            drawn.append(Step("two at once", builder, random.randrange(10**6)))
        elif chance < 0.31 and builder not in {"singlehtml", "epub"}:
            drawn.append(Step("again", builder))
        drawn.append(Step("build", builder, random.choice((1, 1, 1, 3))))
    return names, drawn
