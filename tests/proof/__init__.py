"""The proof that an incremental build leaves what a clean one leaves, over edits at random."""
