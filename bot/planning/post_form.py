"""How the posts of one destination are written: in which language, how much, by whose clocks."""

from dataclasses import dataclass
from enum import StrEnum

from events.wording.english import ENGLISH
from events.wording.language import Language


class Detail(StrEnum):
    """How much a post tells: what, when and where; what most readers need; or all that is known."""

    SHORT = "short"
    USUAL = "usual"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class PostForm:
    """How posts are written.

    - ``zone``: an IANA name; each time is told by its clocks beside those of the event's place, by
      GMT's if it is None
    - ``pictures``: whether they have the pictures of their events
    """

    language: Language = ENGLISH
    detail: Detail = Detail.USUAL
    zone: str | None = None
    pictures: bool = False


PLAIN = PostForm()
