"""The durable record of what was posted and what was published."""
