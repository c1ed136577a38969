"""The words of what a reader is answered, in each language."""
