"""The words of French."""

import datetime as dt
from collections.abc import Callable

from events.model import Kind
from events.wording.language import Language, day_writer


def _french(pattern: str) -> Callable[[dt.date], str]:
    """Return a function that writes a day in French, where a month begins with the 1er."""
    # The CLDR has no pattern for that one.
    first, other = (day_writer("fr", pattern.format(day)) for day in ("d'er'", "d"))
    return lambda day: (first if day.day == 1 else other)(day)


FRENCH = Language(
    code="fr",
    day=_french("EEEE {} MMMM y"),
    date=_french("{} MMMM y"),
    weekday=day_writer("fr", "EEEE"),
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
    days="{} – {}",
    around_day="vers le {}",
    around_time="vers {}",
    local_time="{time} à {city} ({gmt})",
    end_not_announced="fin non communiquée",
    until="fin\N{NO-BREAK SPACE}: {}",
    time_on_day="{time} le {day}",
    tentative="Provisoire",
    cancelled="Annulé",
    postponed="Reporté",
    no_longer_listed="Plus à l’agenda",
    no_new_date="Reporté, pas encore de nouvelle date",
    approximate_day="Date approximative",
    approximate_time="Heure approximative",
    exact_day="Date exacte",
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
    changed="Dernière modification",
    events="événements",
    and_=" et ",
    or_=" ou ",
    others="{0} et {1} autres",
    one_other="{0} et 1 autre",
    in_cities=" à {}",
    with_parties=" avec {}",
    with_tags=" sur le thème {}",
    except_kinds=" sauf {}",
    confirmed="confirmé",
    from_day="à partir du {}",
    from_today="à partir d'aujourd'hui",
    today="aujourd'hui",
    next_days="les {} prochains jours",
    nothing_matches="Rien ne correspond.",
    unknown="Inconnu\N{NO-BREAK SPACE}: {0}.",
    there_is="Il y a\N{NO-BREAK SPACE}: {0}.",
    five_at_most="5 au plus",
    changes_in_digest="Changements au programme\N{NO-BREAK SPACE}: {}",
    reminders_in_digest="Rappels\N{NO-BREAK SPACE}: {}",
    both_in_digest="Changements et rappels\N{NO-BREAK SPACE}: {}",
)
