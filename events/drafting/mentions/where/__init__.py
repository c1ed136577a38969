"""Where something is, as a text says it: cities, countries, the towns of the world, seats and titles."""
