"""The output of terminal programs: ANSI escape sequences, styles of text, and plain text.

Text with escape sequences comes in; lines of styled text go out. Nothing that controls a terminal
leaves this room. It knows neither Sphinx nor docutils.
"""
