"""The command line ``sphinx-transcript``: arguments, help and output, with a module per command.

Arguments come in; exit statuses and lines on the terminal go out. The rooms below do the work.
"""
