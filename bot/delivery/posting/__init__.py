"""One notification, or a digest, to a post in a chat: claimed, sent and recorded."""
