"""The parts of the service, built in groups: each with what belongs to it, on what it needs."""
