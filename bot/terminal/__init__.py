"""The terminal: as a destination of posts, and as a command's output."""
