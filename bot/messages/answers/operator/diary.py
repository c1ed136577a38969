"""The diary as the operator is answered it: as a message, or as a file if it is longer."""

from bot.messages.answers.answer import Answer, Document
from bot.messages.answers.operator.document import caption
from bot.messages.diary import MOST_LINES, diary_post
from bot.messages.post import LONGEST_POST, Post, Span
from events.diary.days import Diary
from events.diary.diary_text import diary_text


def diary_answer(diary: Diary) -> Answer | Document:
    """Answer with the whole diary."""
    text = diary_text(diary)
    lines = sum(len(day.lines) for day in diary.days) + len(diary.undated)
    if lines <= MOST_LINES and Post((Span(text),)).length <= LONGEST_POST:
        return Answer(diary_post(diary))
    first = diary.window.first if diary.window else diary.days[0].date
    return Document(f"diary-{first}.txt", text.encode(), caption([diary.title, *diary.notes]))
