"""The languages that a calendar can be asked for in: the words that Podium itself adds to it.

What the definitions say stays in the language that they are written in.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from events.model import Kind


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language. ``code`` is its tag (RFC 5646); braces are what is filled in."""

    code: str
    day: Callable[[dt.date], str]
    """Writes a day with its weekday."""
    date: Callable[[dt.date], str]
    """Writes a day without its weekday."""
    weekday: Callable[[dt.date], str]
    kinds: Mapping[Kind, str]
    kinds_of_many: Mapping[Kind, str]
    colon: str
    semicolon: str
    quote: str

    clock: str
    """Writes a time of day."""
    weekday_and_clock: str
    to_be_announced: str
    around_day: str
    around_time: str
    local_time: str
    end_not_announced: str
    until: str
    time_on_day: str

    tentative: str
    cancelled: str
    postponed: str
    no_new_date: str
    approximate_day: str
    approximate_time: str
    exact_time: str
    day_approximate: str
    time_approximate: str

    chair: str
    parties: str
    delegation: str
    led_by: str
    topics: str
    follows: str
    note: str
    live: str
    live_video: str
    website: str
    details: str
    source: str

    events: str
    and_: str
    or_: str
    in_cities: str
    with_parties: str
    with_tags: str


def _written(locale: str, pattern: str) -> Callable[[dt.date], str]:
    """Return a function that writes a day by a pattern of the CLDR."""

    @lru_cache(maxsize=1024)
    def write(day: dt.date) -> str:
        from babel.dates import format_date  # only who asks for another language waits for it

        return format_date(day, pattern, locale)

    return write


def _french(pattern: str) -> Callable[[dt.date], str]:
    """Return a function that writes a day in French, where a month begins with the 1er."""
    # The CLDR has no pattern for that one.
    first, other = (_written("fr", pattern.format(day)) for day in ("d'er'", "d"))
    return lambda day: (first if day.day == 1 else other)(day)


ENGLISH = Language(
    code="en",
    day=lambda day: f"{day:%A} {day.day} {day:%B %Y}",
    date=lambda day: f"{day.day} {day:%B %Y}",
    weekday=lambda day: f"{day:%A}",
    kinds={kind: kind.label for kind in Kind},
    kinds_of_many={kind: f"{kind.label.lower()}s" for kind in Kind},
    colon=": ",
    semicolon="; ",
    quote="“{}”",
    clock="{}",
    weekday_and_clock="{day} {time}",
    to_be_announced="time to be announced",
    around_day="around {}",
    around_time="around {}",
    local_time="{time} in {city} ({gmt})",
    end_not_announced="end not announced",
    until="until {}",
    time_on_day="{time} on {day}",
    tentative="Tentative",
    cancelled="Cancelled",
    postponed="Postponed",
    no_new_date="Postponed, no new date yet",
    approximate_day="Approximate day",
    approximate_time="Approximate time",
    exact_time="Exact time",
    day_approximate="day approximate",
    time_approximate="time approximate",
    chair="Chair",
    parties="Parties",
    delegation="Delegation",
    led_by="{party}, led by {head}",
    topics="Topics",
    follows="Follows",
    note="Editor's note",
    live="Watch live",
    live_video="Live video",
    website="Website",
    details="Details",
    source="Source",
    events="events",
    and_=" and ",
    or_=" or ",
    in_cities=" in {}",
    with_parties=" with {}",
    with_tags=" tagged {}",
)

FRENCH = Language(
    code="fr",
    day=_french("EEEE {} MMMM y"),
    date=_french("{} MMMM y"),
    weekday=_written("fr", "EEEE"),
    kinds={
        Kind.MEETING: "Réunion",
        Kind.PRESS_CONFERENCE: "Conférence de presse",
        Kind.BRIEFING: "Point de presse",
        Kind.DEADLINE: "Échéance",
        Kind.MILESTONE: "Étape",
    },
    kinds_of_many={
        Kind.MEETING: "réunions",
        Kind.PRESS_CONFERENCE: "conférences de presse",
        Kind.BRIEFING: "points de presse",
        Kind.DEADLINE: "échéances",
        Kind.MILESTONE: "étapes",
    },
    colon="\N{NO-BREAK SPACE}: ",
    semicolon="\N{NARROW NO-BREAK SPACE}; ",
    quote="«\N{NO-BREAK SPACE}{}\N{NO-BREAK SPACE}»",
    clock="{}",
    weekday_and_clock="{day} {time}",
    to_be_announced="heure à préciser",
    around_day="vers le {}",
    around_time="vers {}",
    local_time="{time} à {city} ({gmt})",
    end_not_announced="fin non communiquée",
    until="fin\N{NO-BREAK SPACE}: {}",
    time_on_day="{time} le {day}",
    tentative="Provisoire",
    cancelled="Annulé",
    postponed="Reporté",
    no_new_date="Reporté, pas encore de nouvelle date",
    approximate_day="Date approximative",
    approximate_time="Heure approximative",
    exact_time="Heure exacte",
    day_approximate="date approximative",
    time_approximate="heure approximative",
    chair="Présidence",
    parties="Participants",
    delegation="Délégation",
    led_by="{party}, conduite par {head}",
    topics="Sujets",
    follows="Fait suite à",
    note="Note de la rédaction",
    live="En direct",
    live_video="Vidéo en direct",
    website="Site web",
    details="Détails",
    source="Source",
    events="événements",
    and_=" et ",
    or_=" ou ",
    in_cities=" à {}",
    with_parties=" avec {}",
    with_tags=" sur le thème {}",
)

GERMAN = Language(
    code="de",
    day=_written("de", "full"),
    date=_written("de", "long"),
    weekday=_written("de", "EEEE"),
    kinds={
        Kind.MEETING: "Treffen",
        Kind.PRESS_CONFERENCE: "Pressekonferenz",
        Kind.BRIEFING: "Pressebriefing",
        Kind.DEADLINE: "Frist",
        Kind.MILESTONE: "Meilenstein",
    },
    kinds_of_many={
        Kind.MEETING: "Treffen",
        Kind.PRESS_CONFERENCE: "Pressekonferenzen",
        Kind.BRIEFING: "Pressebriefings",
        Kind.DEADLINE: "Fristen",
        Kind.MILESTONE: "Meilensteine",
    },
    colon=": ",
    semicolon="; ",
    quote="„{}“",
    clock="{} Uhr",
    weekday_and_clock="{day}, {time}",
    to_be_announced="Uhrzeit noch offen",
    around_day="etwa {}",
    around_time="gegen {}",
    local_time="{time} in {city} ({gmt})",
    end_not_announced="Ende nicht bekannt gegeben",
    until="bis {}",
    time_on_day="{time} am {day}",
    tentative="Vorläufig",
    cancelled="Abgesagt",
    postponed="Verschoben",
    no_new_date="Verschoben, noch kein neuer Termin",
    approximate_day="Ungefähres Datum",
    approximate_time="Ungefähre Uhrzeit",
    exact_time="Genaue Uhrzeit",
    day_approximate="Datum ungefähr",
    time_approximate="Uhrzeit ungefähr",
    chair="Vorsitz",
    parties="Teilnehmer",
    delegation="Delegation",
    led_by="{party}, geleitet von {head}",
    topics="Themen",
    follows="Folgt auf",
    note="Anmerkung der Redaktion",
    live="Live ansehen",
    live_video="Live-Video",
    website="Website",
    details="Details",
    source="Quelle",
    events="Termine",
    and_=" und ",
    or_=" oder ",
    in_cities=" in {}",
    with_parties=" mit {}",
    with_tags=" zum Thema {}",
)

RUSSIAN = Language(
    code="ru",
    day=_written("ru", "full"),
    date=_written("ru", "long"),
    weekday=_written("ru", "EEEE"),
    kinds={
        Kind.MEETING: "Встреча",
        Kind.PRESS_CONFERENCE: "Пресс-конференция",
        Kind.BRIEFING: "Брифинг",
        Kind.DEADLINE: "Крайний срок",
        Kind.MILESTONE: "Веха",
    },
    kinds_of_many={
        Kind.MEETING: "встречи",
        Kind.PRESS_CONFERENCE: "пресс-конференции",
        Kind.BRIEFING: "брифинги",
        Kind.DEADLINE: "крайние сроки",
        Kind.MILESTONE: "вехи",
    },
    colon=": ",
    semicolon="; ",
    quote="«{}»",
    # Names are not in Russian and cannot be declined: nothing before one may ask for that.
    clock="{}",
    weekday_and_clock="{day}, {time}",
    to_be_announced="время будет объявлено",
    around_day="ориентировочно {}",
    around_time="около {}",
    local_time="{time}, {city} ({gmt})",
    end_not_announced="время окончания не объявлено",
    until="окончание: {}",
    time_on_day="{time}, {day}",
    tentative="Предварительно",
    cancelled="Отменено",
    postponed="Отложено",
    no_new_date="Отложено, новой даты пока нет",
    approximate_day="Примерная дата",
    approximate_time="Примерное время",
    exact_time="Точное время",
    day_approximate="дата примерная",
    time_approximate="время примерное",
    chair="Председатель",
    parties="Участники",
    delegation="Делегация",
    led_by="{party}, глава\N{NO-BREAK SPACE}— {head}",
    topics="Темы",
    follows="Следует за событием",
    note="Примечание редакции",
    live="Прямая трансляция",
    live_video="Прямая трансляция",
    website="Сайт",
    details="Подробнее",
    source="Источник",
    events="события",
    and_=" и ",
    or_=" или ",
    in_cities=", город: {}",
    with_parties=", участник: {}",
    with_tags=", тема: {}",
)

LANGUAGES: Mapping[str, Language] = {
    language.code: language for language in (ENGLISH, FRENCH, GERMAN, RUSSIAN)
}
