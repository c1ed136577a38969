"""Answers of this second, so that what many ask at once is written once."""

from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime
from typing import Any

from bot.clock import Clock
from bot.messages.answers.answer import Answer
from bot.messages.wording.answers.reader import Reader
from bot.publishing.publication import CurrentPublication, Publication

Write = Callable[[Sequence[str], int, Reader], Coroutine[Any, Any, Answer]]
MOST_KEPT = 1000


class LatestAnswers:
    """Keeps answers for as long as the same would be written.

    - The publication is the same.
    - The second is the same: no answer tells less than minutes.
    - It is asked in the same words, for the same page, and by a reader who is told alike.
    """

    def __init__(self, current: CurrentPublication, clock: Clock) -> None:
        self._current = current
        self._clock = clock
        self._publication: Publication | None = None
        self._second: datetime | None = None
        self._kept: dict[tuple[object, ...], Answer] = {}

    def of(self, command: str, write: Write) -> Write:
        """Return what answers a command, where the same was not written just before."""

        async def answer(words: Sequence[str], page: int, reader: Reader) -> Answer:
            kept = self._of_this_second()
            asked = (command, *words, page, reader.language.code, reader.zone)
            if (found := kept.get(asked)) is None:
                found = await write(words, page, reader)
                if len(kept) < MOST_KEPT:
                    kept[asked] = found
            return found

        return answer

    def _of_this_second(self) -> dict[tuple[object, ...], Answer]:
        publication, second = self._current(), self._clock.now().replace(microsecond=0)
        if publication is not self._publication or second != self._second:
            self._publication, self._second, self._kept = publication, second, {}
        return self._kept
