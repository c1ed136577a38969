"""Readers' chats as destinations, each in its turn."""
