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
    """How posts are written. ``zone`` is an IANA name.

    By the clocks of that zone each time is told beside the clocks of the event's place; by those of
    GMT if it is None.
    """

    language: Language = ENGLISH
    detail: Detail = Detail.USUAL
    zone: str | None = None


PLAIN = PostForm()
