"""The Telegram server, driven by the real python-telegram-bot over loopback HTTP."""
