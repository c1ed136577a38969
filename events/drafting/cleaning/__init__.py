"""A report as plain text: without what is not seen, what is none of it, and what it says twice."""
