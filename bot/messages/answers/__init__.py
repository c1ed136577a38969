"""What the bot answers: a module for each command, in English so far."""
