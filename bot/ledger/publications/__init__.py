"""What was published, durably, and what readers knew when it changed."""
