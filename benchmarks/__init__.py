"""The speed benchmark of sphinx-transcript."""
