"""The real parts, run for a test: the service, the bot, commands, PostgreSQL."""
