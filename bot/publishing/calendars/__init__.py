"""Calendars that are sources of events, as the loader takes them from what was got of them."""
