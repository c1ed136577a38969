"""What happens, and when: definitions, times, feed. Pure: no clock, no network, no database."""
