"""What readers ask the bot, and where and how often it answers."""
