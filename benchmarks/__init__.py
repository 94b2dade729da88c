"""Benchmarks of sphinx-transcript: speed of builds and live reload, and weight of pages."""
