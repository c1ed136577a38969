"""Where something is by less than a city's name that is known: towns of the world, and titles."""
