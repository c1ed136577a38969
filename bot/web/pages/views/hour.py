"""The hour of an event, by the clocks of its place and in GMT, no surer than it is."""

from dataclasses import dataclass
from datetime import date

from bot.web.pages.views.machine_times import machine_minute
from bot.web.wording.languages import words_in
from events.model import Event
from events.times import Moment
from events.wording.language import Language
from events.wording.phrases import as_sure, clock_city, gmt_phrase
from events.zones import tzinfo

# Where a time stands in a phrase.
_TIME = "\N{OBJECT REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Hour:
    """A start with a time of day, by the clocks of its place and in GMT.

    - ``before`` and ``behind``: what stands around the time: around, not before
    - ``where``: by which clocks it is told
    - ``gmt``: None where the clocks of the place show GMT
    - ``local_time`` and ``gmt_time`` are for the datetime attribute
    """

    before: str
    local: str
    behind: str
    local_time: str
    where: str
    day: str
    gmt: str | None
    gmt_time: str


def hour_of(event: Event, day: date, language: Language) -> Hour | None:
    """Return the hour of an event that is told on a day; None for one without a time of day."""
    start = event.start
    if not isinstance(start, Moment):
        return None
    local = start.begins.astimezone(tzinfo(event.timezone))
    city = clock_city(event)
    where = words_in(language).in_city.format(language.isolated.format(city or ""))
    keeps_gmt = not local.utcoffset()
    around = as_sure(language.clock.format(_TIME), start.precision, language)
    before, _, behind = around.partition(_TIME)
    return Hour(
        before=before.strip(),
        local=f"{local:%H:%M}",
        behind=behind.strip(),
        local_time=local.isoformat(timespec="minutes"),
        where=" ".join(filter(None, (where if city else "", _gmt(city, keeps_gmt, language)))),
        day=day.isoformat(),
        gmt=None if keeps_gmt else gmt_phrase(start.begins, day, language),
        gmt_time=machine_minute(start.begins),
    )


def _gmt(city: str | None, keeps_gmt: bool, language: Language) -> str:
    if city is None:
        return language.gmt
    return f"({language.gmt})" if keeps_gmt else ""
