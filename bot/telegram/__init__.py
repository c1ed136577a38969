"""Telegram: the bot, and its chats as destinations."""
