"""How the Bot API's server is reached, and asked."""
