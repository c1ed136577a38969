"""YAML with positions, and what is wrong where it cannot be read."""
