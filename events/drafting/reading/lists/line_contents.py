"""What a line that is no sentence says: its title, its place, and its kind where no word tells it."""

import re

from events.drafting.mentions.kinds import Trigger
from events.drafting.mentions.where.cities import city_named, titled
from events.drafting.mentions.where.countries import is_country, zone_of_country
from events.drafting.mentions.where.places import PlaceMention, place_of
from events.drafting.mentions.where.seats import seat_in
from events.drafting.reading.known.whereabouts import Whereabouts
from events.drafting.sentences.clauses import Sentence
from events.drafting.sentences.titles import tidy, title_of_line
from events.drafting.sentences.topics import without_topics
from events.model import Kind

_SEVERAL = re.compile(
    r"\b(?:ministers|leaders|officials|envoys|deputies|delegations|negotiators)\b"
)
_CITY_FIRST = re.compile(
    r"^\W*[A-ZÀ-Ž][\w'’-]{3,}(?: [A-ZÀ-Ž][\w'’-]+)?\.\s(?=[A-ZÀ-Ž])"
)  # Helsinki. Talks with
# What comes out then, in a diary of the economy: Consumer prices, May
_FIGURES = re.compile(
    r"\b(?:(?:figures|data|statistics|estimates?|forecasts?|outlook|(?<=[a-z]\s)minutes|index|indices|survey|bulletin)\b|(?:employment|jobs|inflation|labou?r market|monthly|quarterly|annual|economic|payrolls?) report"
    r"|(?:consumer|producer|retail|house|import|export|wholesale) (?:prices?|sales)|industrial (?:production|output|orders)|factory orders|trade balance|current account|unemployment(?: rate)?|jobless claims|payrolls"
    r"|building permits|housing starts|inflation(?: rate)?|money supply|GDP|CPI|PPI|PMI)\b",
    re.IGNORECASE,
)
_DUE_AT_END = re.compile(
    r"[\s,–—-]+(?:expected|due|scheduled|planned|now|moved)(?: to| for| on)?\W*$"
)
IN_A_CITY = re.compile(r"^[\W\0]*[A-Z][\w .'-]{1,40}\sin\s+[A-Z][\w ]+\W*$")


def content_of(sentence: Sentence, is_diary: bool, is_told: bool = True) -> str:
    """Return the words of a line that say what is held; ``is_told`` if some of them say of which kind it is."""
    if not is_diary:
        plain = _CITY_FIRST.sub(lambda it: "\0" * len(it[0]), sentence.plain)
        plain = re.sub(r"\((?:[^()]*)\)|\s\|\s", lambda it: "\0" * len(it[0]), plain)
        runs = [tidy(it) for it in plain.split("\0")]
        runs = [it for it in runs if len(it) > 2]
        with_trigger = [
            it
            for it in runs
            if is_told and any(_words_of(t, sentence) in it.lower() for t in sentence.triggers)
        ]
        return (with_trigger or runs or [""])[0] and title_of_line((with_trigger or runs)[0])
    body = re.sub(
        r"^\W*[A-ZÀ-Ž][A-ZÀ-Ž'’.\s/-]+[A-ZÀ-Ž](?:,\s+[\w. ]+?)?\s+(?:-{1,2}|–|—|:)\s*",
        "",
        sentence.plain,
    )
    body = re.sub(r"\s+-{1,2}\s*\0.*$|\(to \0.*$|\0.*$", "", body)
    return title_of_line(_DUE_AT_END.sub("", body))


def _words_of(trigger: Trigger, sentence: Sentence) -> str:
    return sentence.plain[slice(*trigger.span)].lower()


def place_in_line(
    sentence: Sentence, is_diary: bool, trigger: Trigger | None, whereabouts: Whereabouts
) -> PlaceMention | None:
    """Return the place that a line tells; a diary's begins with its own."""
    if is_diary:
        head = re.match(
            r"^\W*(?P<city>[A-ZÀ-Ž][A-ZÀ-Ž'’.\s-]+?[A-ZÀ-Ž])(?:/[A-Z ]+)?(?:,\s+(?P<country>[\w. ]+?))?\s+(?:-{1,2}|–|—|:)\s",
            sentence.text,
        )
        if head:
            city = titled(head["city"])
            if head["city"] in ("UNITED NATIONS",):
                return seat_in("UNITED NATIONS")
            if is_country(city) and city_named(city) is None:
                return PlaceMention(head.span("city"), None, city, zone_of_country(city))
            is_label = not head["country"] and city_named(city) is None  # JOBS - ...
            known = any(it.zone for it in sentence.places) or whereabouts.of_all
            place = None if is_label and known else place_of(head.span("city"), city)
            if place:
                return place
    opening = [it for it in sentence.places if not sentence.plain[: it.span[0]].strip("\0 (")]
    told = [it for it in sentence.places if not _is_of_clocks(it, sentence)] or sentence.places
    places = without_topics(told, trigger, sentence)
    if whereabouts.of_day:  # a harbour is one of the heading's city
        places = [it for it in places if it.zone or not _is_harbour(it, sentence)]
    return next(iter((*opening, *reversed(places))), None)


def _is_of_clocks(place: PlaceMention, sentence: Sentence) -> bool:
    """Tell whether a city only says by which clocks an hour in brackets is: (09.00 local, 02.00 London)."""
    before, behind = sentence.plain[: place.span[0]], sentence.plain[place.span[1] :]
    return bool(re.search(r"\([^()]*\0[^()]*\0\s$", before) and re.match(r"\s*[,)]", behind))


def _is_harbour(place: PlaceMention, sentence: Sentence) -> bool:
    return bool(
        re.search(r"\b(?:port|harbou?r|island|spa) of\s+$", sentence.plain[: place.span[0]])
    )


def kind_without_word(sentence: Sentence, content: str) -> Kind:
    """Return what a line seems to be of which no word says what it is."""
    if _is_journey(sentence, content):
        return Kind.VISIT
    return Kind.MILESTONE if _FIGURES.search(content) else Kind.MEETING


def _is_journey(sentence: Sentence, content: str) -> bool:
    """Tell whether a line only says that somebody is in a city: in Davos for the forum."""
    if _SEVERAL.search(content):
        return False
    return bool(IN_A_CITY.search(sentence.plain) or re.match(r"[Ii]n\s+[A-Z]", content))
