"""Templates of code blocks in many languages; words fill their slots, as in sentences."""

from __future__ import annotations

LANGUAGES: dict[str, tuple[str, ...]] = {
    "bash": (
        """
#!/usr/bin/env bash
set -euo pipefail
# {verb} all {nouns} that are {adjective}
for {noun} in /srv/{nouns}/*.conf; do
    if ! grep -q '^{verb}=' "$file"; then
        echo "{noun}: ${file##*/} is {adjective}" >&2
        exit 1
    fi
    sed -i "s/{noun}/{noun}/g" "$file" | tee -a /var/log/{noun}.log
done
""",
    ),
    "c": (
        """
#include <stdio.h>
#include <string.h>

/* {verb} the {noun} until it is {adjective} */
static int {verb}_{noun}(const char *name, size_t limit)
{
    size_t length = strlen(name);
    if (length > limit)
        return -1;
    for (size_t i = 0; i < length; i++) {
        if (name[i] == '\\0' || name[i] > {number})
            printf("%s: {adjective} at %zu\\n", name, i);
    }
    return (int) length * {number};
}
""",
    ),
    "css": (
        """
:root { --{noun}: #1d1f21; }

.{noun} > .{noun}:not(:first-child) {
    margin: 0 auto calc(1em + {number}px);
    color: var(--{noun}, #c5c8c6);
    font: 1rem/1.5 monospace;
}

@media (min-width: 40em) {
    .{noun}::before { content: "{adjective}"; }
}
""",
    ),
    "diff": (
        """
diff --git a/{noun}.py b/{noun}.py
--- a/{noun}.py
+++ b/{noun}.py
@@ -10,7 +10,8 @@ def {verb}_{noun}(path):
     found = []
-    for line in path.open():
+    with path.open(encoding="utf-8") as stream:
+        for line in stream:
     return found[:{number}]
""",
    ),
    "docker": (
        """
FROM debian:stable-slim
RUN apt-get update && apt-get install -y {noun} {noun} \\
    && rm -rf /var/lib/apt/lists/*
COPY {noun}.conf /etc/{noun}/
ENV {noun}_limit={number}
EXPOSE {number}
CMD ["/usr/bin/{noun}", "--{verb}"]
""",
    ),
    "go": (
        """
package {noun}

import "fmt"

// {verb} the {noun}, which is {adjective}.
func {verb}All(names []string, limit int) (map[string]int, error) {
\tfound := make(map[string]int, {number})
\tfor i, name := range names {
\t\tif i >= limit {
\t\t\treturn nil, fmt.Errorf("{noun} %q is {adjective}", name)
\t\t}
\t\tfound[name]++
\t}
\treturn found, nil
}
""",
    ),
    "html": (
        """
<article class="{noun}" id="{noun}-{number}">
  <h2>The {adjective} {noun}</h2>
  <!-- {verb} this -->
  <p>{person} {verbed} <a href="/{noun}?{noun}={number}&amp;all=1">the {noun}</a>.</p>
  <img src="{noun}.png" alt="" width="{number}">
</article>
""",
    ),
    "javascript": (
        """
const {verb}{noun} = async (name, limit = {number}) => {
  const answer = await fetch(`/{noun}/${encodeURI(name)}`);
  if (!answer.ok) throw new Error("{noun} is {adjective}");
  const rows = await answer.json();
  // {verb} the {nouns}
  return rows.filter((row) => row.size > limit).map(({ id, title }) => [id, title]);
};
""",
    ),
    "json": (
        """
{
  "{noun}": {number},
  "{noun}-{noun}": ["{adjective}", "{adjective}", null],
  "{nouns}": [
    { "name": "{noun}", "{verbed}": true, "size": {number}.5 },
    { "name": "{noun}", "{verbed}": false, "size": {number} }
  ]
}
""",
    ),
    "pycon": (
        """
>>> {nouns} = [number * {number} for number in range(5)]
>>> len({nouns})
5
>>> def {verb}(value):
...     return value / {number}
...
>>> {verb}("{noun}")
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: unsupported operand type(s) for /: 'str' and 'int'
""",
    ),
    "rust": (
        """
use std::collections::HashMap;

/// {verb} each {noun} that is {adjective}.
pub fn {verb}_{noun}(names: &[String], limit: usize) -> Result<HashMap<&str, u64>, String> {
    let mut found = HashMap::new();
    for name in names.iter().take(limit) {
        *found.entry(name.as_str()).or_insert(0) += {number};
    }
    if found.is_empty() { return Err(format!("{noun} is {adjective}")); }
    Ok(found)
}
""",
    ),
    "sql": (
        """
-- {verb} the {nouns} of the last {number} days
SELECT {noun}.id, count(*) AS {nouns}, max({noun}.size) AS largest
FROM {noun}
JOIN {noun}_{noun} ON {noun}_{noun}.id = {noun}.id
WHERE {noun}.state = '{adjective}' AND {noun}.size > {number}
GROUP BY {noun}.id
HAVING count(*) >= 2
ORDER BY largest DESC
LIMIT {number};
""",
    ),
    "yaml": (
        """
apiVersion: v1
kind: ConfigMap
metadata:
  name: {noun}-{noun}
  labels: {app: {noun}, tier: "{adjective}"}
data:
  # {verbed} {adverb}
  {noun}.conf: |
    {noun}={number}
    {verb}=yes
""",
    ),
}
"""The templates by the name of the language, as Pygments knows it."""
