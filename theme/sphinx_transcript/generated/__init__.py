"""Pages that no source file stands for: terms, years, all posts, and page 2 of a listing."""
