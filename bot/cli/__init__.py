"""The ``podium`` command: one file a command, which opens with its help.

Heavy imports stand where they are used, so that every command starts fast.
"""
