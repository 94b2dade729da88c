"""JSON Schemas for editors, made from what checks the same values in a build.

The files beside this one are what generate.py makes; ``python3 develop.py schemas`` writes them.
"""
