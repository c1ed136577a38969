"""A part of a publication as a diary: the agenda by day, with what is news marked."""

from dataclasses import replace
from datetime import datetime

from bot.publishing.parts.explanation import explain
from bot.publishing.parts.heading import timezone_of, title_of
from bot.publishing.publication import Publication
from bot.publishing.selection import Selection
from events.diary.days import Diary, Marked, make_diary
from events.diary.marks import marks_since


def diary_of(publication: Publication, selection: Selection, since: datetime) -> Diary:
    """Return the diary of everything, or of a part; what is news since an instant is marked."""
    of_all_days = replace(selection, window=None)
    diary = make_diary(
        title_of(publication, selection),
        [each for each in publication.everything if of_all_days.holds(each)],
        timezone_of(publication, selection),
        selection.language,
        selection.window,
        Marked(since, marks_since(since, publication.revisions)),
    )
    explanation = explain(selection, publication.everything, is_empty=bool(diary.nothing))
    return replace(diary, notes=(*diary.notes, explanation)) if explanation else diary
