"""Feeds of the newest posts, in the formats that readers subscribe to."""
