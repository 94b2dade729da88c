"""Tests of what develops, checks and releases the project."""
