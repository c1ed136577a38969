"""Whom an answer is written for."""

from dataclasses import dataclass

from bot.messages.wording.answers.answer_words import AnswerWords
from bot.messages.wording.answers.languages import ANSWER_WORDS
from events.model import Event, in_language
from events.wording.english import ENGLISH
from events.wording.language import Language


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads an answer: in which ``language``, and by the clocks of which ``zone``.

    Each time is told by the clocks of its event, and beside those by the reader's, else by GMT.
    """

    language: Language = ENGLISH
    zone: str | None = None

    @property
    def words(self) -> AnswerWords:
        """The words of answers in the language."""
        return ANSWER_WORDS[self.language.code]

    def told(self, event: Event) -> Event:
        """Return an event with its texts as the reader is told them."""
        return in_language(event, self.language.code)


ANYBODY = Reader()
