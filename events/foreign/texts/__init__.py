"""Texts of calendars, which may be HTML: which one is told, as plain text."""
