"""The ``podium`` command: one file a command."""
