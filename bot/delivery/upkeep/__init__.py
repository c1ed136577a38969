"""Posts that are in a chat already: kept true as things change, and as days pass."""
