"""What is held with nobody in one room: by video link, online."""

import re

# What is held with nobody in one room, of a whole line: (Security Council, VTC)
_VIRTUAL = re.compile(
    r"(?i)\b(?:VTC|(?:by|via|per|par) (?:secure )?(?:video|zoom|teams|webex)[\w -]{0,14}|in virtual format|visioconférence|videoschalte|видеосвяз\w+)\b"
    r"|[(|,–—-]\s*(?:fully |entirely |held )?(?:virtual(?:ly)?|online|virtuell|virtuelle?|онлайн)\s*(?:[)|,.;:]|$)"
)
_WITH_WHOM = re.compile(r"\([^()]*\b(?:with|avec|mit) [^()|;]*$")  # who joins by video
# Who takes part by video link does so in what is held in a room.
_HELD_VIRTUALLY = re.compile(
    r"(?i)\b(?:held|hold|meets?|meeting|convene[sd]?|gathers?|takes? place|also)\s(?:(?!hear|brief|join|speak|address|testif)[\w'’ ]){0,90}?\b(?:by|via|per|through|in)\s(?:secure )?(?:video|virtual|visio)"
)


def is_virtual(text: str) -> bool:
    """Tell whether a line says that nobody comes together in one room."""
    found = _VIRTUAL.search(text)
    return found is not None and not _WITH_WHOM.search(text[: found.start()])


def is_held_virtually(clause: str) -> bool:
    """Tell whether a clause says that what it tells of is held by video, and not only who joins it so."""
    return bool(_HELD_VIRTUALLY.search(clause))
