"""What other tools write, and what is to be written instead."""
