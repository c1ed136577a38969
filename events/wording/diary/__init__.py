"""The lines of the diary in words, by language."""
