"""Random tests of incremental builds: after any edits, the output equals that of a clean build."""
