"""What recurs in a calendar by a plain rule: a series of a definition, and the proof that it is."""
