"""Other networks as destinations, by their URLs: Slack, Teams, Matrix, ntfy … through apprise."""
