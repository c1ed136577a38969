"""A mailbox as a destination: posts as messages, and what a mail server answers as outcomes."""
