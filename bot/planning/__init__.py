"""Who hears what, and when: pure."""
