"""What a text is meant for that no definition has: a kind, a place, a series."""
