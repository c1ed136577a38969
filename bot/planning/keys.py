"""The unique keys of what is to be posted, as the ledger has them."""

from typing import NamedTuple

CHANGE = "change-"


class Key(NamedTuple):
    """The unique key of a reminder, a notice or an issue of the diary in the ledger.

    A moved event has another start, and so its reminders have other keys.
    """

    uid: str
    start: str
    lead: str
    destination: str

    @property
    def is_notice(self) -> bool:
        """Whether this is a notice's key: ``change-N`` stands in it for a reminder's lead."""
        return self.lead.startswith(CHANGE)

    @property
    def told(self) -> str:
        """How the operator is told which post it is: by its lead, or as a change."""
        return "a change" if self.is_notice else self.lead

    @property
    def sequence(self) -> int:
        """The SEQUENCE of the revision that a notice tells. Raises ValueError for a reminder's."""
        return int(self.lead.removeprefix(CHANGE))
