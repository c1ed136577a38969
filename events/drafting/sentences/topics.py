"""What is only talked of: a briefing on the journey to Cairo is not in Cairo."""

import re

from events.drafting.mentions.kinds import Trigger
from events.drafting.mentions.when.days import Form
from events.drafting.mentions.where.places import PlaceMention
from events.drafting.sentences.clauses import Sentence
from events.model import Kind

_TOLD = (Kind.BRIEFING, Kind.PRESS_CONFERENCE, Kind.STATEMENT, Kind.HEARING)
_ON = re.compile(
    r"\b(?:on|about|to (?:present|preview|discuss)|presenting|previewing|regarding|concerning|ahead of|in advance of|prior to|on the eve of|in the run-up to|im Vorfeld|en amont de|devoted to|dedicated to|zu[mr]?|über|sur|consacrée? à|pour présenter|"
    r"о|об|посвящ\w+)\s[^,;.()\0]{0,60}$"
)
_PASSIVE = re.compile(
    r"(?:be held|(?:takes?|taking) place|findet|aura lieu|se tiendra|состоится|состоятся|пройдёт|пройдет)$"
)
# Above the lines of a list: Forthcoming meetings of the Council, 13 to 19 March
_OF_LIST = re.compile(
    r"\W*(?:(?:Main topics and |Key |Main )?(?:[Mm]edia|[Pp]ress) (?=events\b[\W\0]*$)|(?:Forthcoming|Upcoming|Scheduled|Planned|Kommende|Anstehende|Prochaine?s)\s(?:[\w-]+\s){0,2}|(?:Calendar|Schedule|Programme|Program|Diary|List|Overview|Agenda|Timetable|Calendrier|Liste|Übersicht) (?:of|der|des) (?:(?:the|all) )?(?:[\w-]+ ){0,2})"
    r"(?:meetings|events|hearings|visits|sessions|sittings|engagements|briefings|press conferences|talks|Sitzungen|Termine|Veranstaltungen|Treffen|réunions|séances|rendez-vous|visites)\b",
    re.IGNORECASE,
)


def without_topics(
    places: list[PlaceMention], trigger: Trigger | None, sentence: Sentence
) -> list[PlaceMention]:
    """Return the places but those of what a briefing or a press conference is about."""
    if trigger is None or trigger.kind not in _TOLD:
        return places
    return [it for it in places if not _is_of_topic(it, trigger, sentence)]


def _is_of_topic(place: PlaceMention, told: Trigger, sentence: Sentence) -> bool:
    """Tell whether a place is that of what stands between it and the word for who tells of it."""
    end = told.span[1]
    between = [it for it in sentence.triggers if end <= it.span[0] < place.span[0]]
    last = between[-1] if between else None
    if last is None or last.is_verb:
        return False  # a press conference on the summit takes place in Riga
    return bool(_ON.search(sentence.plain[end : last.span[0]]))


def held_subject(
    trigger: Trigger,
    sentence: Sentence,
    taken: dict[tuple[int, int], Trigger],
    made: bool,
) -> Trigger | None:
    """Return what is held, of a word that only says that something is: a briefing on … will take place.

    It is none where that is drafted already, at a time before: talks will be held in Oslo on Monday and in Riga on Friday.
    """
    if not (trigger.is_verb and _PASSIVE.search(sentence.plain[slice(*trigger.span)])):
        return trigger
    before = [it for it in sentence.triggers if it.span[1] <= trigger.span[0]]
    nouns = [it for it in before if not (it.is_verb or it.is_aside)]
    free = [it for it in nouns if it not in taken.values()]
    return free[0] if free else (None if nouns and made else trigger)


# Committees: meetings in the week of 16 January
_OF_WEEK = re.compile(
    r"\b(?:meetings|events|hearings|visits|sessions|sittings|engagements|briefings|Sitzungen|Termine|Veranstaltungen|réunions|séances|auditions|rendez-vous)"
    r"(?:\s(?:scheduled|planned|due|in|on|for|of|from|during|the|en|der|du|de la|im|vom))*[\s,(–—-]*\0[\0\s)]*\W*$"
)


def _is_of_week(sentence: Sentence) -> bool:
    """Tell whether the one time of a sentence is a week."""
    whens = sentence.whens
    return len(whens) == 1 and whens[0].day is not None and whens[0].day.form is Form.WEEK


def is_heading_of_list(sentence: Sentence) -> bool:
    """Tell whether a sentence only says what the lines below are of."""
    of_list = _OF_LIST.match(sentence.plain)
    if of_list is None and _is_of_week(sentence):
        of_list = _OF_WEEK.search(sentence.plain)
    return bool(of_list) and not any(it.is_verb for it in sentence.triggers)
