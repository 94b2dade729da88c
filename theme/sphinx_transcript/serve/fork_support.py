"""Whether builds run in forked processes on this platform."""

from __future__ import annotations

import os
import sys

SUPPORTS_FORK = hasattr(os, "fork") and sys.platform != "darwin"
"""Whether processes can be forked here. The system libraries of macOS are not safe after a fork."""
