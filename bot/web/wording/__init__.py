"""The words of the pages alone, by language; what feeds say too is in `events.wording`."""
