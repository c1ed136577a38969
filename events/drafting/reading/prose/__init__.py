"""Sentences of a report: with their times, without, and what is told besides or moved."""
