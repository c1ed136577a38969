"""The commands of the editor's day: from a report, or somebody else's calendar, to definitions."""
