"""The lines that a definition has of one event of a calendar, and what each is read of."""
