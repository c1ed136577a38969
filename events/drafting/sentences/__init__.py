"""A sentence of a report: its clauses and times, its tense, and what it says of what it names."""
