"""The operator's chat: who is in it, and what is asked there, done by the running service."""
