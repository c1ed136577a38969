"""Calendars as sources of events: what stands in them by now, by ids that stay."""
