"""Commands for the editor, from a report to a definition."""
