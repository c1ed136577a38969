"""Calendars of others, as an agenda names them for sources of its events."""
