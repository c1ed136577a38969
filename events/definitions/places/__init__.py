"""Where an event is: `place:` or `places:`, and what is written there otherwise."""
