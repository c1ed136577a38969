"""A module for each command: its first lines are its help, and it declares its arguments."""
