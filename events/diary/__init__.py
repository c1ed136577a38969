"""The diary: the agenda as a desk reads it, by day, with one rendering for all who show it."""
