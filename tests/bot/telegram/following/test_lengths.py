"""How long before an event readers hear of it, in the words of each language."""

from pathlib import Path

import pytest

from bot.messages.answers.finding.lengths import lengths_in
from events.wording.languages import LANGUAGES
from tests.bot.telegram.asks.asked import Reader, asked_week

DAY, HOUR, MINUTE = 86400, 3600, 60
# What is written, what is left of it to be followed, and the lengths in seconds.
UNDERSTOOD = (
    ("vienna 1 hour", "vienna", [HOUR]),
    ("vienna 1 day, 1 hour", "vienna", [DAY, HOUR]),
    ("vienna 1 day and 1 hour", "vienna", [DAY, HOUR]),
    ("vienna 1 hour and 30 minutes", "vienna", [90 * MINUTE]),
    ("vienna 1 day, 1 hour and 30 minutes", "vienna", [DAY, HOUR, 30 * MINUTE]),
    ("vienna 1 hour 30 minutes", "vienna", [90 * MINUTE]),
    ("vienna 30 minutes 1 hour", "vienna", [HOUR, 30 * MINUTE]),
    ("vienna 1.5 hours", "vienna", [90 * MINUTE]),
    ("vienna half an hour", "vienna", [30 * MINUTE]),
    ("vienna an hour before", "vienna", [HOUR]),
    ("vienna 30min", "vienna", [30 * MINUTE]),
    ("vienna 2 hrs", "vienna", [2 * HOUR]),
    ("2 days 1 hour", "2 days", [HOUR]),
    ("vienne 1 heure", "vienne", [HOUR]),
    ("vienne 1h30", "vienne", [90 * MINUTE]),
    ("vienne une demi-heure avant", "vienne", [30 * MINUTE]),
    ("wien 2 stunden", "wien", [2 * HOUR]),
    ("wien 2 TAGE", "wien", [2 * DAY]),
    ("wien 1 Std.", "wien", [HOUR]),
    ("wien 2Std., 15Min.", "wien", [2 * HOUR, 15 * MINUTE]),
    ("wien eine halbe Stunde vorher", "wien", [30 * MINUTE]),
    ("viena 1 día y 1 hora", "viena", [DAY, HOUR]),
    ("viena 1 sem.", "viena", [7 * DAY]),
    ("женева 1 час", "женева", [HOUR]),
    ("женева за 1 неделю, 1 день и 5 минут", "женева", [7 * DAY, DAY, 5 * MINUTE]),
    ("женева полчаса", "женева", [30 * MINUTE]),
    ("відень 2 години", "відень", [2 * HOUR]),
    ("відень за 1 годину", "відень", [HOUR]),
    ("فيينا ٣ ساعات", "فيينا", [3 * HOUR]),
    ("فيينا ساعتين", "فيينا", [2 * HOUR]),
    ("فيينا ساعة و30 دقيقة", "فيينا", [90 * MINUTE]),
    ("فيينا قبل يوم واحد وساعة واحدة", "فيينا", [DAY, HOUR]),
    ("فيينا 1 أسبوع، 2 يومًا", "فيينا", [7 * DAY, 2 * DAY]),
    ("فيينا نصف ساعة", "فيينا", [30 * MINUTE]),
)
NOT_UNDERSTOOD = (
    "vienna 1 huor",
    "vienna 0 hours",
    "vienna 500 days",
    "vienna 2 months",
    "vienna 1 hour please",
    "vienna 1, 2 days",
    "vienna 1,000 minutes",
    "vienna 1/2 hour",
    "vienna 24/7 hours",
    "vienna ½ hour",
    "vienna 1 day,",
    "1 hour vienna",
    "2 hours",
    "wien 2 stundn",
    "женева 1 месяц",
    "vienna 90 s",
    "vienna two hours",
    "vienna one and a half hours",
    "vienne deux heures",
    "wien anderthalb Stunden",
    "женева два часа",
    "женева пять часов",
    "فيينا ثلاث ساعات",
)
NO_LENGTH = (
    "g7",
    "unga 82",
    "women's day",
    "track 2",
    "the 48th session",
    "council 1325 resolution",
    "paris club 2022",
    "повестка дня",
    "ordre du jour",
    "tag der offenen tür",
)


@pytest.mark.parametrize("code", LANGUAGES)
async def test_lengths_at_the_end_are_read_whoever_writes_them(code: str) -> None:
    lengths = await lengths_in(LANGUAGES[code])
    read = []
    for text, *_ in UNDERSTOOD:
        left, found = lengths.split(text.split())
        read.append((text, " ".join(left), [it.total_seconds() for it in found]))
    assert read == list(UNDERSTOOD)


@pytest.mark.parametrize("code", LANGUAGES)
async def test_what_seems_to_be_a_length_is_told_from_what_does_not(code: str) -> None:
    lengths = await lengths_in(LANGUAGES[code])
    assert [it for it in NOT_UNDERSTOOD if not lengths.has_one(lengths.split(it.split())[0])] == []
    assert [it for it in NO_LENGTH if lengths.has_one(it.split())] == []
    assert [it for it in NO_LENGTH if lengths.split(it.split())[1]] == []


async def test_a_word_of_two_lengths_is_that_of_the_reader_s_language() -> None:
    # A minute or a month, a day or a year, an hour or a year.
    for text, mine, others in (
        ("vienna 30 m", "en", ("fr", "de", "es")),
        ("vienne 2 j", "fr", ("de", "en")),
        ("женева 1 год", "uk", ("ru", "en")),
    ):
        texts = text.split()
        assert (await lengths_in(LANGUAGES[mine])).split(texts)[1]
        for code in others:
            lengths = await lengths_in(LANGUAGES[code])
            assert not lengths.split(texts)[1]
            assert lengths.has_one(texts)


async def test_a_reader_s_own_lengths_are_followed_and_told_and_no_other_words(
    tmp_path: Path,
) -> None:
    asked = {
        "en": ("/follow vienna 1 day, 1 hour", "1 day and again 1 hour before"),
        "fr": ("/follow vienne 1 heure", "1\N{NO-BREAK SPACE}heure avant"),
        "de": ("/follow wien 2 stunden", "2 Stunden vor der Uhrzeit"),
        "es": ("/follow viena 1 día, 30 min", "1 día y otra vez 30 minutos antes"),
        "ru": ("/follow женева 1 час", "за 1 час до начала"),
        "uk": ("/follow відень 1 година", "за 1 годину до початку"),
        "ar": ("/follow فيينا ٣ ساعات", "3 ساعات"),
    }
    assert asked.keys() == LANGUAGES.keys()
    async with asked_week(tmp_path) as (server, service):
        for code, (text, told) in asked.items():
            reader = Reader(server, of=server.add_user("Ada", language_code=code))
            assert told in (await reader.ask(text)).text
            answer = (await reader.ask("/follow wien 2 horus")).text
            assert "wien 2 horus" in answer
            assert "/follow" in answer
        reader = Reader(server)
        whole = "/follow summit of heads of state & government <G7> 1 hour"
        assert (await reader.ask(whole)).text.startswith("Followed: Summit of heads of state")
        assert service.ledger.count_readers() == (len(asked) + 1, len(asked) + 1)
