"""Generated posts of several kinds; the same number always gives the same post."""
