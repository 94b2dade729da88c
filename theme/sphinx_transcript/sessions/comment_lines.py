"""Whether a line that begins with ``#`` or ``%`` is a comment or what a superuser types.

Nothing but the words tells: ``# Install the package`` is written above commands that have no
prompt, and ``# apt install nginx`` is typed by root.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import Final


class Reading(IntEnum):
    """What the words of a line look like."""

    PROSE = -1
    UNCLEAR = 0
    COMMAND = 1
    CERTAIN = 2
    """A common command with an option, a path or the like."""


_COMMON: Final = (
    "apk apt apt-get apt-cache awk bash brew bundle cargo cat cd chmod chown cmake cp crontab "
    "curl cut date dd df diff dig dmesg dnf docker docker-compose dpkg du echo emerge env "
    "exit export false fdisk find firewall-cmd free gcc gem git go grep groupadd gunzip gzip "
    "head helm history hostname hostnamectl htop id ifconfig insmod ip iptables java "
    "journalctl kill killall kubectl ln ls lsblk lsmod lsof make man mkdir mkfs mknod "
    "modprobe mount mv mysql nano netstat nft nginx node npm npx openssl pacman passwd php "
    "ping pip pip3 pkg podman poetry printf ps psql pwd python python3 reboot rm rmdir rmmod "
    "rpm rsync ruby scp sed seq service sh shutdown sleep sort source ss ssh stat su sudo "
    "sysctl systemctl tail tar tcpdump tee tmux top touch tr true ufw umount uname uniq unzip "
    "uptime useradd usermod uv vi vim wc wget which whoami xargs yarn yum zfs zip zpool "
    "zypper"
)
"""Common commands, but those that are words of English sentences, such as *test* or *install*."""
_COMMANDS: Final = frozenset(_COMMON.split())
_PROSE_WORDS: Final = re.compile(
    r"\b(?:the|an?|all|and|are|as|be|but|for|from|have|how|is|it|its|of|on|only|or|our|should|that|this"
    r"|these|they|to|we|when|which|will|with|you|your|here|now|then|not|note|if)\b",
    re.IGNORECASE,
)
_SHELL_SIGNS = re.compile(
    r"(?:^|\s)-{1,2}\w|[|<>]|&&|;|\$[\w({]|(?:^|\s)[~.]{0,2}/\S|\w=|\*|['\"`\\]"
)
_ARGUMENT = re.compile(_SHELL_SIGNS.pattern + r"|\w\.\w|/")
_COMPOUND = re.compile(r"(?:for|while|until|if|select)\s.*;\s*(?:do|then)\b|case\s+\S+\s+in\b")
_CAPITALISED = re.compile(r"[A-Z][a-z]+(?:\s|[:,.!?/]|$)")
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=")
_PROGRAM = re.compile(r"[~.]{0,2}/?[\w.+/-]+\Z")


def reading(text: str) -> Reading:
    """Return what *text* looks like, which stands behind the sign."""
    text = text.strip()[:400]
    words = text.split()
    if not words or text[0] == "#" or not any(char.isalnum() for char in text):
        return Reading.UNCLEAR
    first = words[0]
    if first in _COMMANDS or _ASSIGNMENT.match(first) or first.startswith(("./", "~/", "$")):
        if _prose_words(text):
            return Reading.COMMAND if _SHELL_SIGNS.search(text) else Reading.UNCLEAR
        is_certain = first in _COMMANDS and _ARGUMENT.search(text, len(first))
        return Reading.CERTAIN if is_certain else Reading.COMMAND
    if _COMPOUND.match(text):
        return Reading.COMMAND
    if _CAPITALISED.match(text) or text.endswith((":", "...", "…")):
        return Reading.PROSE if not _has_options(text) else Reading.UNCLEAR
    if not _PROGRAM.match(first) or text[-1] in ".!?":
        return Reading.PROSE
    if _prose_words(text) and not _has_options(text):
        return Reading.PROSE
    return Reading.COMMAND if _SHELL_SIGNS.search(text) else Reading.UNCLEAR


def _prose_words(text: str) -> int:
    return len(_PROSE_WORDS.findall(text))


def _has_options(text: str) -> bool:
    return re.search(r"\s-{1,2}\w", text) is not None
