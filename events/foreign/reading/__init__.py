"""Bytes of iCalendar → its events, each with its times, and with its occurrences if it recurs."""
