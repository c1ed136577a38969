"""A report read block by block: what each says is to be, and when, and where."""
