"""The author's folder, read and edited without a build: the site, its posts and its files.

Paths and names that a user types come in; a `Site`, titles, edited front matter and new files go
out. The commands, the check, the importers and the server share this room. It prints nothing.
"""
