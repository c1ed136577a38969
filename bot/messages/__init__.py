"""What a post says: pure functions from events and a time to a post."""
