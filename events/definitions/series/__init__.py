"""What happens more than once: a series, each of whose days is an event of its own."""
