"""The values that everything else works with: frozen, and validated when they are made."""

from events.model.agendas import Agenda, Agendas, in_order
from events.model.chosen_texts import agenda_in_language, in_language, language_of
from events.model.event import UID_DOMAIN, Event, Followed, event_name
from events.model.kinds import (
    ACCREDITATION_LEADS,
    DEFAULT_LEADS,
    WRITTEN_STATUSES,
    Access,
    Kind,
    Status,
)
from events.model.particulars import (
    Accreditation,
    Contact,
    Delegation,
    Link,
    Outcome,
    Place,
    ProgrammeLine,
    Source,
)
from events.model.translation import TRANSLATED, Titles, Translation, same_language

__all__ = [
    "ACCREDITATION_LEADS",
    "DEFAULT_LEADS",
    "TRANSLATED",
    "UID_DOMAIN",
    "WRITTEN_STATUSES",
    "Access",
    "Accreditation",
    "Agenda",
    "Agendas",
    "Contact",
    "Delegation",
    "Event",
    "Followed",
    "Kind",
    "Link",
    "Outcome",
    "Place",
    "ProgrammeLine",
    "Source",
    "Status",
    "Titles",
    "Translation",
    "agenda_in_language",
    "event_name",
    "in_language",
    "in_order",
    "language_of",
    "same_language",
]
