"""Which destinations are wanted: those of the file, and TELEGRAM_CHANNEL."""

from collections.abc import Sequence

from bot.config.destinations.destinations_file import read_wanted
from bot.config.destinations.wanted import WantedDestination
from bot.config.settings import Settings
from bot.ledger.ledger import Ledger
from events.definitions.files import read_definitions
from events.errors import DefinitionError

KEPT = "destinations"


def wrong_words(error: DefinitionError) -> str:
    """Say what is wrong with the destinations, and where posts go as long as that lasts."""
    return f"{error}\nUntil this is mended posts go to the destinations that were right last."


class WantedDestinations:
    """Reads the destinations. The file's text is kept in the ledger while it is right."""

    def __init__(self, settings: Settings, ledger: Ledger) -> None:
        self._settings = settings
        self._ledger = ledger

    def read(self) -> Sequence[WantedDestination]:
        """Read the destinations. It blocks.

        Raises `DefinitionError`, and sqlalchemy.exc.SQLAlchemyError.
        """
        path = self._settings.destinations
        if path is None:
            return read_wanted(self._settings, None)
        content = read_definitions(path)
        wanted = read_wanted(self._settings, content)
        self._ledger.keep_text(KEPT, content.decode())
        return wanted

    def read_at_start(self) -> tuple[Sequence[WantedDestination], DefinitionError | None]:
        """Read the destinations; where they are wrong, as they were when they were right last.

        Return with them what is wrong now. Raises `DefinitionError` if they never were right, and
        sqlalchemy.exc.SQLAlchemyError.
        """
        try:
            return self.read(), None
        except DefinitionError as error:
            last = self.right_last()
            if last is None:
                raise
            return last, error

    def right_last(self) -> Sequence[WantedDestination] | None:
        """Return the destinations as they were when they were right last; None if they never were.

        Raises sqlalchemy.exc.SQLAlchemyError.
        """
        kept = self._ledger.kept_text(KEPT)
        return None if kept is None else read_wanted(self._settings, kept.encode())
