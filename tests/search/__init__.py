"""Tests of the search index and of the prompt that searches it."""
