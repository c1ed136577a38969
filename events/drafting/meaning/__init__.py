"""What a day or an hour that is told means, and whose clocks tell it."""
