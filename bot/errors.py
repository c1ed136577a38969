"""Every error that ends a command or keeps the service from starting: one small tree."""


class PodiumError(Exception):
    """What ends a command; the message says what is wrong, where, and how to mend it."""

    exit_code = 1
    """The exit code of the command that it ends: 1 for what was found, 2 for wrong usage."""


class SettingsError(PodiumError):
    """Settings that cannot be used; the message has a line for each."""

    exit_code = 2
