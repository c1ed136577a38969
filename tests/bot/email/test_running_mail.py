"""E-mail through the running service: what a mailbox holds, as a mail program reads it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from email.message import EmailMessage
from pathlib import Path

import pytest
from icalendar import Calendar

from bot.config.mail import Security
from bot.config.settings import Settings
from bot.ledger.post_record import PostState
from bot.service.service import Service
from tests.bot.email.smtp_server import PASSWORD, SENDER, USER, Mails, mail_server
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.making.delivering import pacing
from tests.bot.running.clock import SetClock, utc
from tests.bot.running.running_service import running

DESK = "desk@example.org"
COUNCIL = definition(
    "2022-01-12 09:00 GMT", id="council", title="Council <of> & all", reminders="[15 minutes]"
)
HURRIED = pacing()


@dataclass
class Office:
    """A service that posts by e-mail alone, and the mail server that it posts by."""

    mails: Mails
    clock: SetClock
    agenda: AgendaFile
    settings: Settings

    def hears(self, *destinations: str) -> None:
        assert self.settings.destinations is not None
        text = "".join(f"  - {{{each}}}\n" for each in destinations)
        self.settings.destinations.write_text(f"destinations:\n{text}", encoding="utf-8")

    @asynccontextmanager
    async def running(self, **more: object) -> AsyncIterator[Service]:
        settings = replace(self.settings, **more)  # type: ignore[arg-type]
        async with running(settings, self.clock, pacing=HURRIED) as service:
            yield service

    async def at(self, service: Service, instant: str) -> None:
        self.clock.set(utc(instant))
        await service.deliver_due()

    async def edit(self, service: Service, *definitions: str) -> None:
        self.agenda.save(*definitions)
        assert await service.reloader.reload()


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    agenda, clock = AgendaFile(tmp_path), SetClock(utc("2022-01-12 07:00"))
    agenda.save(COUNCIL)
    async with mail_server() as mails:
        settings = Settings(
            agendas=agenda.folder,
            database=f"sqlite:///{tmp_path / 'podium.db'}",
            destinations=tmp_path / "destinations.yaml",
            port=0,
            public_url="https://podium.example",
            smtp=("localhost", mails.port),
            smtp_security=Security.NONE,
            mail_from=SENDER,
        )
        office = Office(mails, clock, agenda, settings)
        office.hears(f"name: desk, email: {DESK}")
        yield office


def calendar_in(message: EmailMessage) -> Calendar:
    (attachment,) = message.iter_attachments()
    assert attachment.get_content_type() == "text/calendar"
    assert attachment.get_param("method") == "PUBLISH"
    content = attachment.get_payload(decode=True)
    assert isinstance(content, bytes)
    return Calendar.from_ical(content)


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    text = part.get_content()
    assert isinstance(text, str)
    return text.replace("\r\n", "\n")


async def test_a_reminder_is_a_message_with_the_event_attached(office: Office) -> None:
    async with office.running() as service:
        await office.at(service, "2022-01-12 08:45")
    (message,) = office.mails.to(DESK)
    assert message["Subject"] == "In 15 minutes: Council <of> & all"
    assert (message["From"], message["To"]) == ("Press Office <press@example.org>", DESK)
    assert message["Date"].datetime == utc("2022-01-12 08:45")
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["In-Reply-To"] is None
    unsubscribe = "<mailto:press@example.org?subject=Unsubscribe%20desk%40example.org>"
    assert message["List-Unsubscribe"].strip() == unsubscribe
    text = body(message, "plain")
    assert text.startswith("In 15 minutes: Council <of> & all\n")
    assert "Details: https://podium.example/events/council.tests" in text
    assert "Add to calendar" not in text  # the event is attached
    html = body(message, "html")
    assert ">In 15 minutes: Council &lt;of&gt; &amp; all</h1>" in html
    assert '<time datetime="2022-01-12T09:00:00+00:00">' in html
    (event,) = calendar_in(message).events
    assert (event["SUMMARY"], event["SEQUENCE"]) == ("Council <of> & all", 0)


async def test_a_message_is_in_its_language_with_its_links_and_its_calendar(
    office: Office,
) -> None:
    office.hears(f"name: desk, email: {DESK}, language: ar")
    async with office.running() as service:
        await office.at(service, "2022-01-12 08:45")
    (message,) = office.mails.to(DESK)
    page = "https://podium.example/ar/events/council.tests"
    assert f": {page}\n" in body(message, "plain")
    html = body(message, "html")
    assert '<html lang="ar" dir="rtl">' in html
    assert f'<a href="{page}">' in html
    (event,) = calendar_in(message).events
    assert event["URL"] == page


async def test_news_answers_the_first_message_about_its_event(office: Office) -> None:
    async with office.running() as service:
        await office.at(service, "2022-01-12 08:45")
        await office.edit(service, COUNCIL.replace("09:00", "10:00"))
        await office.at(service, "2022-01-12 08:47")
        await office.edit(service, COUNCIL + "    status: cancelled\n")
        await office.at(service, "2022-01-12 08:49")
    first, moved, cancelled = office.mails.messages
    assert moved["Subject"] == "New time: Council <of> & all"
    assert cancelled["Subject"] == "Cancelled: Council <of> & all"
    for news in (moved, cancelled):
        assert news["In-Reply-To"] == news["References"] == first["Message-ID"]
    assert len({each["Message-ID"] for each in office.mails.messages}) == 3
    (event,) = calendar_in(cancelled).events
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 2)


FIVE = [
    definition(
        "2022-01-12 12:00 GMT", id=f"talks-{n}", title=f"Talks {n}", reminders="[60 minutes]"
    )
    for n in range(5)
]


async def test_several_are_one_message_and_news_answers_it(office: Office) -> None:
    office.agenda.save(*FIVE)
    async with office.running() as service:
        await office.at(service, "2022-01-12 11:00")
        (digest,) = office.mails.messages
        await office.edit(service, FIVE[0].replace("12:00", "13:00"), *FIVE[1:])
        await office.at(service, "2022-01-12 11:02")
    assert digest["Subject"] == "Reminders: 5"
    assert len(calendar_in(digest).events) == 5
    assert body(digest, "html").count("<p>") == 5
    _, moved = office.mails.messages
    assert moved["Subject"] == "New time: Talks 0"
    assert moved["In-Reply-To"] == digest["Message-ID"]


@pytest.mark.parametrize("events", [[COUNCIL], FIVE])
async def test_what_is_sent_again_is_the_same_message_to_a_mail_program(
    office: Office, events: list[str]
) -> None:
    office.agenda.save(*events)
    office.mails.lost_after_data = 1
    told: list[str] = []
    async with office.running() as service:
        service.incidents.listen(told.append)
        await office.at(service, "2022-01-12 08:45" if len(events) == 1 else "2022-01-12 11:00")
        assert {each.state for each in service.ledger.records(*PostState)} == {PostState.SENT}
    assert any("nobody can tell" in each for each in told)
    first, again = office.mails.messages
    assert first["Message-ID"] == again["Message-ID"]
    assert first["Message-ID"].endswith("@example.org>")


async def test_each_of_several_mailboxes_has_a_message_of_its_own(office: Office) -> None:
    office.hears("name: desks, email: [one@example.org, two@example.org]")
    async with office.running() as service:
        assert set(service.workers) == {"email:one@example.org", "email:two@example.org"}
        office.mails.answers["RCPT"] = ["550 5.1.1 No such user"]
        await office.at(service, "2022-01-12 08:45")
        states = sorted(each.state for each in service.ledger.records(*PostState))
    assert states == [PostState.FAILED, PostState.SENT]
    ((_, message),) = office.mails.received
    assert message["To"] in ("one@example.org", "two@example.org")


async def test_a_mailbox_hears_what_it_wants_and_of_the_silent_without_stress(
    office: Office,
) -> None:
    briefing = definition(
        "2022-01-12 09:30 GMT", id="after", title="Doorstep", reminders="[1 hour]"
    )
    office.agenda.save(COUNCIL, briefing.replace("kind: meeting", "kind: briefing"))
    office.hears(
        f"name: desk, email: {DESK}, silent: yes, only: {{kind: briefing}},"
        " reminders: {briefing: 5 minutes}"
    )
    async with office.running() as service:
        for minute in ("08:30", "08:45", "09:25"):
            await office.at(service, f"2022-01-12 {minute}")
    (message,) = office.mails.messages
    assert message["Subject"] == "In 5 minutes: Doorstep"
    assert message["Importance"] == "low"


async def test_after_an_outage_a_message_goes_out_once(office: Office) -> None:
    async with office.running() as service:
        office.mails.answers["DATA"] = ["451 4.3.0 Try again"] * 3
        await office.at(service, "2022-01-12 08:45")
    assert len(office.mails.messages) == 1


async def test_a_refused_password_is_told_to_the_operator_and_shown_to_nobody(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    async with mail_server(with_password=True) as strict:
        known = {"smtp": ("localhost", strict.port), "smtp_user": USER}
        async with office.running(**known, smtp_password=f"{PASSWORD}-mistyped") as service:
            office.clock.set(utc("2022-01-12 08:45"))
            await service.scheduler.refill()
            subject = f"posts to email:{DESK}"
            await strict.until(lambda: subject in service.incidents.ongoing)
            assert "535" in service.incidents.ongoing[subject]
        async with office.running(**known, smtp_password=PASSWORD) as service:
            await office.at(service, "2022-01-12 08:46")
        assert len(strict.messages) == 1
    assert PASSWORD not in caplog.text
