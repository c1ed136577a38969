"""What readers have asked to hear of, in chats of their own."""
