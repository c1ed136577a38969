"""What readers ask the bot, in words and with buttons, and where and how often it answers."""
