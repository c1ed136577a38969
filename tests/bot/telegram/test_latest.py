"""What many ask within a second is written once, and never told of what was before."""

from collections.abc import Sequence
from datetime import timedelta

from bot.messages.answers.answer import Answer
from bot.messages.post import Post, Span
from bot.messages.wording.answers.reader import ANYBODY, Reader
from bot.publishing.publication import Publication
from bot.telegram.commands.latest import MOST_KEPT, LatestAnswers
from events.revisions import first_revisions
from events.wording.languages import language_spoken
from tests.bot.making.week import bundled
from tests.bot.running.clock import SetClock, utc

NOW = utc("2022-01-12 08:30")


class Written:
    """Answers each time otherwise."""

    def __init__(self) -> None:
        self.times = 0

    async def __call__(self, words: Sequence[str], page: int, reader: Reader) -> Answer:
        self.times += 1
        return Answer(Post((Span(f"answer {self.times}"),)))


def published() -> Publication:
    agendas = bundled()
    return Publication(agendas, first_revisions(agendas))


async def test_the_same_is_written_once_and_everything_else_anew() -> None:
    shown, clock, written = [published()], SetClock(NOW), Written()
    latest = LatestAnswers(lambda: shown[-1], clock)
    following, today = latest.of("next", written), latest.of("today", written)
    german = Reader(language_spoken("de") or ANYBODY.language)

    first = await following(["osce"], 1, ANYBODY)
    clock.set(NOW + timedelta(milliseconds=900))
    assert await following(["osce"], 1, ANYBODY) is first
    others = [
        await following(["nato"], 1, ANYBODY),
        await following(["osce"], 2, ANYBODY),
        await following(["osce"], 1, german),
        await following(["osce"], 1, Reader(zone="Europe/Vienna")),
        await today(["osce"], 1, ANYBODY),
    ]
    clock.set(NOW + timedelta(seconds=1))
    others.append(await following(["osce"], 1, ANYBODY))
    shown.append(published())
    others.append(await following(["osce"], 1, ANYBODY))
    assert [answer.post.text for answer in others] == [f"answer {n}" for n in range(2, 9)]


async def test_no_more_are_kept_than_a_flood_of_a_second_may_bring() -> None:
    publication, written = published(), Written()
    answer = LatestAnswers(lambda: publication, SetClock(NOW)).of("next", written)

    for number in range(MOST_KEPT + 1):
        await answer([str(number)], 1, ANYBODY)
    await answer([str(MOST_KEPT)], 1, ANYBODY)
    assert written.times == MOST_KEPT + 2
    await answer(["0"], 1, ANYBODY)
    assert written.times == MOST_KEPT + 2
