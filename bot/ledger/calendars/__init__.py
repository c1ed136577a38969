"""What was got of calendars that are sources of events: the last good state of each."""
