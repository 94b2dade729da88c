"""Posts of other blog systems, read as those systems read them and written as posts of this one.

A module for each system finds its posts and says what each is called, where it was and what its
front matter means here. The rest is what they share: the texts, the links, the files.
"""
