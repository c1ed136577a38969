"""How a command ends: the exit codes, and the errors that are told under a command's own name."""

import signal

from bot.errors import PodiumError

# With USAGE a restart would end as the start did, so deploy/podium.service makes none.
OK, FINDING, USAGE = 0, 1, 2
INTERRUPTED = 128 + signal.SIGINT


class CommandError(PodiumError):
    """What one command cannot do."""

    def __init__(self, command: str, message: str) -> None:
        super().__init__(message)
        self.speaker = f"podium {command}"


class UsageError(CommandError):
    """What one command cannot be asked."""

    exit_code = USAGE
