"""Events that repeat."""
