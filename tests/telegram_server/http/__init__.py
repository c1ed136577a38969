"""What comes over HTTP: calls of the Bot API with their parameters, and a test that steers."""
