"""What readers follow, in private and in groups: commands, words and buttons."""
