"""Getting calendars that are sources of events: beside everything else, and politely."""
