"""What the site says of itself, apart from what its agendas say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Masthead:
    """The name, description and color of the whole site; the one agenda's where they are None.

    ``languages`` are the codes of those that it is written in, English among them; None for all.
    """

    title: str | None = None
    description: str | None = None
    color: str | None = None
    languages: tuple[str, ...] | None = None


NO_MASTHEAD = Masthead()
