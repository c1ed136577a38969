"""Calendars of other programs: bytes of iCalendar → definitions for editing."""
