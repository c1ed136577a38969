"""The root of all errors that end a command or keep the service from starting, in one small tree.

Each error stands in the module that raises it; here is only what several rooms raise.
"""


class PodiumError(Exception):
    """What ends a command; the message says what is wrong, where, and how to mend it."""

    exit_code = 1
    """The exit code of the command that it ends: 1 for what was found, 2 for wrong usage."""

    speaker = "podium"
    """Who is named before the message; nobody where each of its lines names its own place."""


class SettingsError(PodiumError):
    """Settings that cannot be used; the message has a line for each."""

    exit_code = 2
    speaker = ""
