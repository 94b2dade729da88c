"""Absolute URLs of a build's files, and the old addresses that redirect to posts.

Page names and aliases come in, and absolute URLs and the paths of redirect pages go out. This room
does not write files or HTML.
"""
