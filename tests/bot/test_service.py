"""The whole service, from the definitions to the channel: the week, and what may befall it."""

import asyncio
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, QueuePool, text
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.clock import Clock, ReplayClock
from bot.config.settings import Settings
from bot.database import engine
from bot.database.leader_election import LeaderElection
from bot.database.process_lock import AlreadyRunning, sole_process
from bot.database.version import OtherLedger
from bot.delivery.retry import RetryPolicy
from bot.ledger.ledger import Ledger
from bot.ledger.post_record import PostState
from bot.ledger.publications.log import PublicationLog, PublishedVersion
from bot.ops.supervision import RestartPolicy
from bot.planning.reminders import make_plan
from bot.planning.subscription import everything_to
from bot.service.pacing import Pacing
from bot.service.service import Service
from bot.telegram.bot import TelegramBot
from bot.web.server.server import CannotListen
from events.errors import DefinitionError
from tests.bot.making.agenda_file import AgendaFile, definition
from tests.bot.making.delivering import pacing
from tests.bot.making.week import AFTER_THE_WEEK, BEFORE_THE_WEEK, THE_WEEK, bundled
from tests.bot.running.clock import SetClock, utc
from tests.bot.running.running_service import IMPATIENT, running
from tests.patience import PATIENCE
from tests.telegram_server.faults import BadGateway, Hold, Reset
from tests.telegram_server.refusals import too_many_requests
from tests.telegram_server.server import TelegramServer

MINUTE = timedelta(minutes=1)
Head = tuple[datetime, str]

BY_HAND: list[Head] = [(row.due, row.head) for row in THE_WEEK]


def settings_for(server: TelegramServer, folder: Path) -> Settings:
    return Settings(
        token=server.token,
        channel="@talks",
        api_url=server.url,
        database=f"sqlite:///{folder / 'podium.db'}",
        port=0,
    )


def heads(server: TelegramServer) -> list[Head]:
    """When, by the service's clock, the channel got each post, and its first line."""
    return [(post.at, post.text.partition("\n")[0]) for post in server.posts("@talks")]


def instants(*, step_by_step: tuple[datetime, datetime]) -> Iterator[datetime]:
    """Every due instant and the second before, and every minute of one span."""
    found = {row.due for row in THE_WEEK} | {row.due - timedelta(seconds=1) for row in THE_WEEK}
    begin, end = step_by_step
    found |= {begin + number * MINUTE for number in range(int((end - begin) / MINUTE))}
    yield from sorted(found | {AFTER_THE_WEEK})


async def ready(service: Service, server: TelegramServer) -> None:
    telegram = service.telegram
    assert telegram is not None
    await server.until(lambda: telegram.is_ready)


async def get(service: Service, path: str) -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.get(f"{service.site.url}{path}")


async def until_ready_to_post(
    stack: AsyncExitStack, server: TelegramServer, clock: Clock, folder: Path
) -> Service:
    service = await stack.enter_async_context(running(settings_for(server, folder), clock))
    await ready(service, server)
    return service


# The week


async def test_the_week_comes_to_the_channel_as_worked_out_by_hand(tmp_path: Path) -> None:
    clock = SetClock(BEFORE_THE_WEEK)
    async with TelegramServer(now=clock.now) as server:
        server.add_channel("@talks")
        async with running(settings_for(server, tmp_path), clock) as service:
            await ready(service, server)
            busiest = (utc("2022-01-12 07:50"), utc("2022-01-12 13:40"))
            for instant in instants(step_by_step=busiest):
                clock.set(instant)
                await service.deliver_due()
            counts = service.ledger.counts()
        assert heads(server) == BY_HAND
    assert counts == dict.fromkeys(PostState, 0) | {PostState.SENT: len(THE_WEEK)}


async def test_the_ledger_holds_what_the_channel_holds(tmp_path: Path) -> None:
    clock = SetClock(BEFORE_THE_WEEK)
    async with TelegramServer(now=clock.now) as server:
        server.add_channel("@talks")
        server.publish("@talks", "Somebody else's post")
        async with running(settings_for(server, tmp_path), clock) as service:
            await ready(service, server)
            for row in THE_WEEK:
                clock.set(row.due)
                await service.deliver_due()
            entries = service.ledger.records(PostState.SENT)
        posts = {post.message_id: post for post in server.posts("@talks")}
    assert [entry.message_id for entry in entries] == list(range(3, 3 + len(THE_WEEK)))
    for entry, row in zip(entries, THE_WEEK, strict=True):
        assert entry.message_id is not None
        assert entry.text == posts[entry.message_id].text
        assert entry.due == entry.changed == row.due
        assert entry.key.destination == "telegram:@talks"


@settings(max_examples=5, deadline=None)
@given(st.lists(st.integers(0, 103 * 60), max_size=3), st.booleans())
async def test_stops_and_starts_at_any_instant_change_nothing(
    minutes: list[int], behind: bool
) -> None:
    """`behind`: the service is down at the instant itself, and starts only a minute later."""
    restarts = {BEFORE_THE_WEEK + number * MINUTE for number in minutes}
    restarts |= {row.due for row in THE_WEEK[:2]}
    clock = SetClock(BEFORE_THE_WEEK)
    with tempfile.TemporaryDirectory() as folder:
        async with TelegramServer(now=clock.now) as server, AsyncExitStack() as stack:
            server.add_channel("@talks")
            service = await until_ready_to_post(stack, server, clock, Path(folder))
            for instant in sorted({row.due for row in THE_WEEK} | restarts):
                if instant in restarts:
                    await stack.aclose()
                    clock.set(instant + behind * MINUTE)
                    service = await until_ready_to_post(stack, server, clock, Path(folder))
                clock.set(instant + behind * MINUTE)
                await service.deliver_due()
            posts = heads(server)
    if not behind:
        assert posts == BY_HAND
    assert len(posts) == len(THE_WEEK)
    for (at, head), row in zip(posts, THE_WEEK, strict=True):
        assert row.due <= at <= row.due + MINUTE
        assert head.partition(": ")[2] == row.head.partition(": ")[2]


async def test_a_replay_wakes_delivery_by_its_jobs(tmp_path: Path) -> None:
    """No heartbeat comes. A minute of the replay is a second, and each post is of use for 75."""
    file, dues = AgendaFile(tmp_path), [utc(f"2022-01-12 08:0{minute}") for minute in (1, 2, 3)]
    hours = [f"{due + 60 * MINUTE:%H:%M}" for due in dues]
    more = {"reminders": "[1 hour]"}
    events = [
        definition(f"2022-01-12 {hour} GMT", id=f"at-{number}", title=f"At {hour}", **more)
        for number, hour in enumerate(hours)
    ]
    file.save(*events)
    unhurried = Pacing(heartbeat=timedelta(hours=1))
    clock = ReplayClock(utc("2022-01-12 08:00"), speed=60)
    async with TelegramServer(now=clock.now) as server:
        server.add_channel("@talks")
        settings = replace(settings_for(server, tmp_path), agendas=file.folder)
        async with running(settings, clock, pacing=unhurried):
            await server.until(lambda: len(heads(server)) == len(dues))
        posts = heads(server)
    assert [head.partition(": ")[2] for _, head in posts] == [f"At {hour}" for hour in hours]
    assert all(at >= due for (at, _), due in zip(posts, dues, strict=True))


# Telegram goes, and comes back


async def test_without_telegram_the_site_answers_and_posts_come_when_it_is_back(
    server: TelegramServer, tmp_path: Path
) -> None:
    server.add_channel("@talks")
    await server.go_down()
    clock = SetClock(BEFORE_THE_WEEK)

    async with running(settings_for(server, tmp_path), clock) as service:
        clock.set(THE_WEEK[0].due)
        await service.scheduler.refill()
        await server.until(lambda: "Telegram" in service.incidents.ongoing)
        page, feed = await get(service, "/"), await get(service, "/calendar.ics")
        health = await get(service, "/health")
        assert len(service.plan.reminders) == len(THE_WEEK)
        await server.come_up()
        async with asyncio.timeout(PATIENCE):
            await service.deliver_due()
        [entry] = service.ledger.records(*PostState)

    assert page.status_code == feed.status_code == health.status_code == 200
    assert len(icalendar.Calendar.from_ical(feed.content).events) == len(bundled().events)
    [post] = server.posts("@talks")
    assert post.text.startswith(THE_WEEK[0].head)
    assert entry.state is PostState.SENT


async def test_telegram_going_down_in_between_delays_a_post_and_loses_none(
    server: TelegramServer, tmp_path: Path
) -> None:
    server.add_channel("@talks")
    clock = SetClock(BEFORE_THE_WEEK)

    async with running(settings_for(server, tmp_path), clock) as service:
        await ready(service, server)
        await server.go_down()
        clock.set(THE_WEEK[0].due)
        await service.scheduler.refill()
        await server.until(lambda: bool(service.ledger.records(PostState.WAITING)))
        await server.come_up()
        async with asyncio.timeout(PATIENCE):
            await service.deliver_due()
        await server.until(lambda: server.is_polled)
        reader = server.add_user("Ada")
        server.say(reader, "/help")
        await server.until(lambda: len(server.posts(reader)) == 2)

    assert len(server.posts("@talks")) == 1


SOON_AGAIN = Pacing(retry=RetryPolicy(slow_wait=timedelta(milliseconds=100)), telegram=IMPATIENT)


def with_operator(server: TelegramServer, folder: Path) -> Settings:
    server.add_channel("@operators")
    return replace(settings_for(server, folder), operator="@operators")


def times_heard(server: TelegramServer, words: str) -> int:
    """How often the operator's chat holds some words."""
    return "\n".join(post.text for post in server.posts("@operators")).count(words)


async def hears_once(server: TelegramServer, words: str) -> None:
    """Wait until the operator has heard that Telegram is well again, and of a trouble but once."""
    await server.until(lambda: times_heard(server, "Telegram: all is well again") == 1)
    assert times_heard(server, "Telegram: cannot") == times_heard(server, words) == 1


def told(caplog: pytest.LogCaptureFixture, *words: str) -> Callable[[], bool]:
    return lambda: all(word in caplog.text for word in words)


async def test_a_bot_whose_token_was_revoked_comes_back_when_it_is_valid_again(
    server: TelegramServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    server.add_channel("@talks")
    clock = SetClock(BEFORE_THE_WEEK)

    async with running(with_operator(server, tmp_path), clock, pacing=SOON_AGAIN) as service:
        await ready(service, server)
        await server.until(lambda: server.is_polled)
        server.token_valid = False
        await server.until(told(caplog, "cannot fetch updates", "check TELEGRAM_BOT_TOKEN"))
        clock.set(THE_WEEK[0].due)
        await service.scheduler.refill()
        await server.until(lambda: bool(service.ledger.records(PostState.WAITING)))
        await asyncio.sleep(0.5)  # some more tries
        server.token_valid = True
        async with asyncio.timeout(PATIENCE):
            await service.deliver_due()
        await server.until(lambda: server.is_polled)
        reader = server.add_user("Ada")
        server.say(reader, "/next")
        await server.until(lambda: len(server.posts(reader)) == 2)
        await hears_once(server, "check TELEGRAM_BOT_TOKEN")

    assert len(server.posts("@talks")) == 1
    assert server.token not in caplog.text.replace(f"/bot{server.token}", "")


async def test_a_bot_that_starts_with_a_wrong_token_starts_when_it_is_valid(
    server: TelegramServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    server.add_channel("@talks")
    server.token_valid = False

    async with running(
        settings_for(server, tmp_path), SetClock(BEFORE_THE_WEEK), pacing=SOON_AGAIN
    ) as service:
        await server.until(told(caplog, "cannot reach Telegram", "check TELEGRAM_BOT_TOKEN"))
        assert (await get(service, "/calendar.ics")).status_code == 200
        server.token_valid = True
        await ready(service, server)


async def test_a_service_that_never_reached_telegram_stops_cleanly(
    server: TelegramServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    server.token_valid = False

    async with running(settings_for(server, tmp_path), SetClock(BEFORE_THE_WEEK)):
        await server.until(told(caplog, "cannot reach Telegram"))


async def test_another_instance_with_the_same_token_is_told_of_and_outlasted(
    server: TelegramServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    server.add_channel("@talks")
    request = HTTPXRequest(httpx_kwargs={"trust_env": False})
    other = Bot(server.token, server.bot_url, get_updates_request=request, request=request)

    async with running(with_operator(server, tmp_path), SetClock(BEFORE_THE_WEEK)):
        await server.until(lambda: server.is_polled)
        poll = asyncio.create_task(other.get_updates(timeout=1))
        await server.until(told(caplog, "another instance uses the same token"))
        await asyncio.wait([poll])
        poll.exception()
        reader = server.add_user("Ada")
        server.say(reader, "/help")
        await server.until(lambda: len(server.posts(reader)) == 2)
        await hears_once(server, "another instance uses the same token")
    await request.shutdown()


async def test_updates_that_cannot_be_fetched_for_several_reasons_are_told_once(
    server: TelegramServer, tmp_path: Path
) -> None:
    server.add_channel("@talks")
    for _ in range(3):
        for effect in (BadGateway(), Reset(), too_many_requests(1)):
            server.fail(effect, method="getUpdates")
    server.say(server.add_user("Ada"), "/help")

    clock = SetClock(BEFORE_THE_WEEK)
    async with running(with_operator(server, tmp_path), clock, pacing=pacing()):
        await hears_once(server, "cannot fetch updates")
    assert not server.pending_faults


# Stops


async def test_a_post_that_was_being_sent_when_the_process_died_is_sent_once_more(
    server: TelegramServer, tmp_path: Path
) -> None:
    server.add_channel("@talks")
    settings, clock = settings_for(server, tmp_path), SetClock(THE_WEEK[0].due)
    first = make_plan(bundled().events, everything_to(["telegram:@talks"])).reminders[0]
    ledger = Ledger(engine.open_database(settings.database))
    ledger.claim(first, clock.now())
    ledger.close()

    for _ in range(2):
        async with running(settings, clock) as service:
            await service.deliver_due()
            [entry] = service.ledger.records(*PostState)
        assert entry.state is PostState.SENT
        assert entry.attempts >= 2
    assert len(server.posts("@talks")) == 1


async def test_a_stop_while_sending_records_what_was_sent(
    server: TelegramServer, tmp_path: Path
) -> None:
    server.add_channel("@talks")
    settings, clock = settings_for(server, tmp_path), SetClock(BEFORE_THE_WEEK)
    server.fail(Hold(0.5), method="sendMessage")

    async with running(settings, clock) as service:
        await ready(service, server)
        clock.set(THE_WEEK[0].due)
        await service.scheduler.refill()
        await server.until(lambda: server.held == 1)
    ledger = Ledger(engine.open_database(settings.database))
    [entry] = ledger.records(*PostState)
    ledger.close()
    assert entry.state is PostState.SENT
    assert len(server.posts("@talks")) == 1


async def test_a_stop_does_not_wait_for_an_answer_to_a_reader(
    server: TelegramServer, tmp_path: Path
) -> None:
    server.fail(Hold(), method="sendMessage")
    reader = server.add_user("Ada")

    patient = Pacing(telegram=replace(IMPATIENT, answer_seconds=3600))
    async with asyncio.timeout(PATIENCE):
        async with running(
            settings_for(server, tmp_path), SetClock(BEFORE_THE_WEEK), pacing=patient
        ):
            await server.until(lambda: server.is_polled)
            server.say(reader, "/next")
            await server.until(lambda: server.held == 1)


async def test_a_part_that_fails_while_it_is_stopped_does_not_keep_the_service_running(
    server: TelegramServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = TelegramBot.run

    async def run_and_fail(self: TelegramBot, election: LeaderElection | None) -> None:
        try:
            await run(self, election)
        finally:
            raise RuntimeError("of our own making")

    monkeypatch.setattr(TelegramBot, "run", run_and_fail)
    async with asyncio.timeout(PATIENCE):
        async with running(settings_for(server, tmp_path), SetClock(BEFORE_THE_WEEK)):
            await server.until(lambda: server.is_polled)


async def test_a_part_that_fails_is_begun_again(
    server: TelegramServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    soon = Pacing(restart=RestartPolicy(wait=timedelta(milliseconds=10)))
    run, runs = TelegramBot.run, iter([True, True])

    async def fail_twice(self: TelegramBot, election: LeaderElection | None) -> None:
        if next(runs, False):
            raise RuntimeError("of our own making")
        await run(self, election)

    monkeypatch.setattr(TelegramBot, "run", fail_twice)
    clock = SetClock(BEFORE_THE_WEEK)
    async with running(settings_for(server, tmp_path), clock, pacing=soon):
        await server.until(lambda: server.is_polled)
    assert caplog.text.count("telegram failed") == 2


async def test_a_lost_answer_in_the_whole_service_leads_to_one_post_more_at_most(
    server: TelegramServer, tmp_path: Path
) -> None:
    server.add_channel("@talks")
    clock = SetClock(BEFORE_THE_WEEK)
    server.fail(Reset(), method="sendMessage", delivered=True)

    async with running(settings_for(server, tmp_path), clock, pacing=pacing()) as service:
        await ready(service, server)
        clock.set(THE_WEEK[0].due)
        await service.deliver_due()
        await service.deliver_due()
    assert len(server.posts("@talks")) == 2


# Starts that fail


async def test_a_second_service_on_the_same_ledger_does_not_start(
    server: TelegramServer, tmp_path: Path
) -> None:
    settings, clock = settings_for(server, tmp_path), SetClock(BEFORE_THE_WEEK)

    async with running(settings, clock):
        with pytest.raises(AlreadyRunning, match=r"podium\.db"):
            await running(settings, clock).__aenter__()
    async with running(settings, clock):
        pass


def test_a_ledger_by_the_name_of_a_link_is_the_same_ledger(tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "podium.db")

    with (
        sole_process(f"sqlite:///{tmp_path / 'podium.db'}"),
        pytest.raises(AlreadyRunning, match=r"link\.db"),
    ):
        sole_process(f"sqlite:///{tmp_path / 'link.db'}").__enter__()


async def test_a_start_that_fails_leaves_the_ledger_free(
    server: TelegramServer, tmp_path: Path
) -> None:
    settings, clock = settings_for(server, tmp_path), SetClock(BEFORE_THE_WEEK)
    taken = Settings(host="no such host", port=0, database=settings.database)

    with pytest.raises(CannotListen):
        await running(taken, clock).__aenter__()
    async with running(settings, clock):
        pass


async def test_a_start_on_a_ledger_of_another_podium_leaves_it_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, make_engine = f"sqlite:///{tmp_path / 'podium.db'}", engine.make_engine
    made: list[Engine] = []
    known = engine.open_database(url)
    with known.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    known.dispose()

    def kept(url: str) -> Engine:
        made.append(make_engine(url))
        return made[-1]

    monkeypatch.setattr(engine, "make_engine", kept)
    with pytest.raises(OtherLedger):
        await running(Settings(database=url, port=0), SetClock(BEFORE_THE_WEEK)).__aenter__()
    assert isinstance(made[0].pool, QueuePool)
    assert made[0].pool.checkedin() == 0


async def test_a_first_start_with_wrong_definitions_publishes_nothing(
    tmp_path: Path,
) -> None:
    (tmp_path / "agenda.yaml").write_text("agenda: Wrong Id\n")
    wrong = Settings(agendas=tmp_path, database=f"sqlite:///{tmp_path / 'podium.db'}", port=0)

    with pytest.raises(DefinitionError):
        await running(wrong, SetClock(BEFORE_THE_WEEK)).__aenter__()
    database = engine.open_database(wrong.database)
    assert PublicationLog(database).latest() == PublishedVersion(0, {})
    database.dispose()
