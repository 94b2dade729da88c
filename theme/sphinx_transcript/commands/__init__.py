"""The command line ``sphinx-transcript``: a module for each of its commands."""
