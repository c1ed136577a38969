"""What the operator asks the bot, in the operator's chat alone."""
