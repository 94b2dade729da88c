"""The tests of sphinx-transcript."""
