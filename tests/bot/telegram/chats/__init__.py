"""A chat as a destination: what becomes of it, and of what is refused there."""
