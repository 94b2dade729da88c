"""One post as its source describes it: front matter, its keys and value types, dates, the record.

Source text and a file name come in; validated metadata, problems with their lines, and `Post`
records go out. This room knows neither Sphinx nor docutils, nor any other post.
"""
