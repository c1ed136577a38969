"""From what is due to a post in a chat, each exactly once."""
