"""No definition and no reader can format an answer, or make one that Telegram refuses."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.publishing.publication import Publication
from events.model import (
    Access,
    Accreditation,
    Agenda,
    Agendas,
    Contact,
    Delegation,
    Event,
    Kind,
    Place,
    Source,
    Status,
)
from events.revisions import first_revisions, revise
from events.wording.languages import LANGUAGES
from tests.bot.making.builders import event
from tests.bot.running.clock import utc
from tests.bot.running.running_bot import running_bot
from tests.bot.telegram.asks.asked import OPEN, Reader
from tests.telegram_server.server import TelegramServer

NOW = utc("2022-01-12 08:30")
HOSTILE = [
    "<script>alert(1)</script>",
    "</b><a href='https://evil.example'>x</a>",
    "R&D &lt;b&gt; &amp;amp; &#60;",
    "\N{DOVE OF PEACE}\N{VARIATION SELECTOR-16} " * 120,
    "שיחות בז'נבה",
    "<" * 500,
    "&" * 500,
    "Spaceless" * 55,
]
ASKED = ("/next 10", "/next 3 e0", "/today", "/week", "/event e0", "/event tests", "/changes")
FAMILY = "\N{ZERO WIDTH JOINER}".join("\N{MAN}\N{WOMAN}\N{GIRL}\N{BOY}")
OURS = {"bold", "italic", "date_time", "text_link"}
# What Telegram finds by itself in any text.
FOUND = {"bot_command"}


def all_over(text: str, number: int, delegations: int = 2) -> Event:
    """An event of which all is said, in one and the same text."""
    return replace(
        event(f"2022-01-1{2 + number % 3} 1{number % 10}:00 GMT", id=f"e{number}", title=text),
        kind=(Kind.PRESS_CONFERENCE, Kind.MEETING)[number % 2],
        place=Place(text, "Europe/Brussels", country=text, venue=text),
        chair=text,
        parties=(text, "Another"),
        delegations=tuple(Delegation(f"{n} {text}", text) for n in range(delegations)),
        topics=(text,),
        description=text * 4,
        note=text,
        source=Source(text, quote=text, url="https://paper.example/1"),
        other_sources=tuple(Source(f"{n} {text}", quote=text) for n in range(delegations // 2)),
        access=Access.POOL,
        arrive=timedelta(minutes=45),
        accreditation=Accreditation(note=text),
        contact=Contact(text, text, text),
    )


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_each_answer_shows_hostile_texts_as_they_are(
    server: TelegramServer, text: str
) -> None:
    events = tuple(all_over(text, number) for number in range(12))
    before = Agendas((Agenda("tests", text, "Europe/Brussels", events),))
    off = tuple(replace(each, status=Status.CANCELLED) for each in events[:2])
    after = Agendas((Agenda("tests", text, "Europe/Brussels", (*off, *events[2:])),))
    revisions = revise(first_revisions(before), after, NOW)
    shown = Publication(after, revisions)
    async with running_bot(server, now=NOW, limits=OPEN, shown=lambda: shown):
        reader = Reader(server)
        for asked in (*ASKED, "/press", f"/event {text}", f"/next {text}", f"/feed {text}"):
            await reader.ask(asked)
            while turns := [it for it, _ in reader.answers[-1].buttons if it.endswith("›")]:
                assert await reader.press(turns[0]) == ""
        answers = reader.answers
        refused = [
            call for call in server.calls("sendMessage") if "parse_mode" not in call.parameters
        ]

    assert refused == []
    for answer in answers:
        for told in (answer.text, *answer.earlier_texts):
            assert len(told.encode("utf-16-le")) // 2 <= 4096
        assert {entity.type for entity in answer.entities} <= OURS | FOUND
    start = " ".join(text.split())[:30].strip()
    assert all(start in answer.text for answer in answers[:2])


async def test_every_page_in_every_language_is_one_that_telegram_takes(
    server: TelegramServer,
) -> None:
    """Each emoji is eleven UTF-16 units, and each word is a slip, which the answer tells of."""
    words = [letter * 3 + "mitteleuropäischesundsoweiter" for letter in "abcdef"]
    events = tuple(all_over(f"{' '.join(words)} {FAMILY * 30} {n}", n) for n in range(12))
    agendas = Agendas((Agenda("tests", FAMILY * 90, "Europe/Brussels", events),))
    shown = Publication(agendas, first_revisions(agendas))
    slips = " ".join(f"{word[:15]}q{word[16:]}" for word in words)
    asked = (f"/next 10 {slips}", f"/event {slips}", f"/press {slips}", "/week", "/event e1")
    most = 0
    entities: set[str] = set()

    async def ask(code: str) -> None:
        nonlocal most
        reader = Reader(server, of=server.add_user("Ada", language_code=code))
        for text in (*asked, f"/tody{FAMILY * 300}", f"/next {FAMILY * 300}"):
            await reader.ask(text)
            while turns := [label for label, _ in reader.answers[-1].buttons if "›" in label]:
                assert await reader.press(turns[0]) == ""
        for answer in reader.answers:
            for told in (answer.text, *answer.earlier_texts):
                most = max(most, len(told.encode("utf-16-le")) // 2)
            entities.update(entity.type for entity in answer.entities)

    async with running_bot(server, now=NOW, limits=OPEN, shown=lambda: shown):
        await asyncio.gather(*map(ask, LANGUAGES))
        sent = [*server.calls("sendMessage"), *server.calls("editMessageText")]
    assert 3000 < most <= 4096
    assert entities <= OURS | FOUND
    # None had to be sent again without its format.
    assert [call for call in sent if "parse_mode" not in call.parameters] == []


async def test_all_that_is_known_is_told_on_some_page(server: TelegramServer) -> None:
    of = all_over("Talks", 0, delegations=60)
    agendas = Agendas((Agenda("tests", "Tests", "Europe/Brussels", (of,)),))
    shown = Publication(agendas, first_revisions(agendas))
    async with running_bot(server, now=NOW, limits=OPEN, shown=lambda: shown):
        reader = Reader(server)
        await reader.ask("/event talks")
        while turns := [it for it, _ in reader.answers[-1].buttons if it.endswith("›")]:
            await reader.press(turns[0])
        [answer] = reader.answers

    whole = "\n".join((*answer.earlier_texts, answer.text))
    assert all(f"\nDelegation: {n} Talks, led by Talks\n" in whole for n in range(60))
    assert all(f"\nSource: {n} Talks: “Talks”\n" in whole for n in range(30))
