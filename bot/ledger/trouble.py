"""A ledger that cannot be used, and that can be used again: what is told and done of it."""

from sqlalchemy.exc import SQLAlchemyError

from bot.database.engine import cause
from bot.ledger.session import LedgerSession
from bot.ops.incidents import Incidents

SUBJECT = "ledger"


def begin_trouble(ledger: LedgerSession, incidents: Incidents, error: SQLAlchemyError) -> None:
    """Tell that the ledger cannot be used, and open it anew at the next try."""
    incidents.open(SUBJECT, f"cannot be used, and posts wait for it: {cause(error)}")
    ledger.close()


def end_trouble(ledger: LedgerSession, incidents: Incidents) -> None:
    """Tell that the ledger can be written again, if it could not be."""
    if SUBJECT in incidents.ongoing:
        # What was opened in the trouble may be of no use: SQLite opens a file that may not be
        # written to read it, and that connection stays so.
        ledger.close()
        incidents.close(SUBJECT)
