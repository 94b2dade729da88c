"""Templates of the code blocks in posts; words fill their slots, as in sentences."""

from __future__ import annotations

CONSOLE = (
    """
$ systemctl status {noun}.service | head -n 4
* {noun}.service - the {adjective} {noun}
     Loaded: loaded (/etc/systemd/system/{noun}.service; enabled)
     Active: active (running) since Tue {hour}:12 UTC; {number}min ago
   Main PID: {number} ({noun})
""",
    """
$ dig +short {noun}.example.org
192.0.2.{number}
$ dig +noall +answer {noun}.example.org
{noun}.example.org.   {number}   IN   A   198.51.100.{number}
""",
    """
$ journalctl -u {noun} --since {hour} | tail -n 3
Mar 02 {hour}:07 {noun} {noun}[{number}]: {verbing} {number} {nouns}
Mar 02 {hour}:31 {noun} {noun}[{number}]: {noun} is {adjective}
Mar 02 {hour}:58 {noun} {noun}[{number}]: {verbed} the {noun}
""",
    """
$ git log --oneline -- {noun}/{noun}.py
3f{number} {verb} the {noun}
a0{number} {verb} {nouns} {adverb}
$ git diff --stat HEAD~1
 {noun}/{noun}.py | {number} +++++-----
 1 file changed, {number} insertions(+), {number} deletions(-)
""",
    """
$ df -h /srv/{noun} /srv/{noun}
Filesystem            Size  Used Avail Use% Mounted on
/dev/mapper/{noun}    {number}G  {number}G  {number}G  71% /srv/{noun}
/dev/mapper/{noun}    {number}G  {number}G  {number}G  88% /srv/{noun}
""",
    """
$ for {noun} in /var/lib/{nouns}/*; do {noun}ctl {verb} "${noun}"; done
{noun}: {number} {nouns} {verbed}
{noun}: {number} {nouns} {verbed}, {number} {adjective}
$ echo $?
0
""",
)

PYTHON = (
    """
def {verb}_{noun}({nouns}: list[str], limit: int = {number}) -> dict[str, int]:
    \"\"\"{verb} each {noun} that is {adjective}.\"\"\"
    found: dict[str, int] = dict()
    for item in {nouns}[:limit]:
        if item.startswith("{noun}"):
            found[item] = found.get(item, 0) + 1
    return found
""",
    """
import time
from pathlib import Path

# {verb} until the {noun} is {adjective}
path = Path("/var/lib/{noun}/{noun}.txt")
while not path.exists():
    print("{verbing} the {noun}")
    time.sleep({number})
""",
    """
class {noun}_{noun}:
    def __init__(self, {noun}, size={number}):
        self.size = size
        self.{noun} = {noun}
        self.is_{adjective} = False

    @property
    def is_full(self):
        return len(self.{noun}) >= self.size  # {adverb}
""",
    """
with open("{noun}.csv", encoding="utf-8") as stream:
    rows = [line.split(";") for line in stream if "{noun}" in line]
total = sum(int(row[2]) for row in rows)
print(f"{number} {nouns}, {number} {verbed}", total / {number})
""",
    """
async def {verb}_all(session, {nouns}):
    results = await gather(*(session.{verb}(each) for each in {nouns}))
    failed = [result for result in results if result.status != {number}]
    if failed:
        raise RuntimeError("{noun} is {adjective}: " + ", ".join(map(str, failed)))
    return results
""",
)

CONFIGURATION = (
    """
[Unit]
Description={verb} the {noun}
After=network-online.target {noun}.service

[Service]
ExecStart=/usr/bin/{noun} --{verb} --limit {number} /srv/{noun}
Restart=on-failure
RestartSec={number}
""",
    """
# {verbed} {adverb}
[{noun}]
{noun} = {number}
{noun}_{noun} = {adjective}

[{noun}.{noun}]
path = /var/lib/{noun}/{nouns}
{verb} = yes
""",
)
