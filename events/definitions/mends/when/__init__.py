"""Days, hours, lengths and ends as others write them, and the line that each becomes."""
