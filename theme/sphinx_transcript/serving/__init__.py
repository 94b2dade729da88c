"""Live reload: a process that has all ready for the next build, and a server that asks for it."""
