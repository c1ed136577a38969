"""How each of the clients reads a feed, and what is to come of it."""
