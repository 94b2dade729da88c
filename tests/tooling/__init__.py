"""Tests of develop.py, the scripts in .ci and the pytest plugin."""
