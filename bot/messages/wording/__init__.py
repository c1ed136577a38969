"""The words of posts alone, by language; what feeds say too is in `events.wording`."""
