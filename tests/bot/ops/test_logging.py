"""The token is never seen: in no log line, no traceback, no message and on no terminal."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config.settings import Settings
from bot.delivery.retry import RetryPolicy
from bot.ops.logging import RedactingFormatter, redact, set_up_logging
from bot.service.pacing import Pacing
from tests.bot.making.week import BEFORE_THE_WEEK, THE_WEEK
from tests.bot.running.clock import SetClock
from tests.bot.running.podium import podium_running, telegram
from tests.bot.running.running_service import IMPATIENT, running
from tests.telegram_server.faults import BadGateway, Reset
from tests.telegram_server.server import TelegramServer

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw9"
SECRET = TOKEN.partition(":")[2]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (TOKEN, "<token>"),
        (f"POST /bot{TOKEN}/sendMessage", "POST /bot<token>/sendMessage"),
        (
            f"http://127.0.0.1/bot{TOKEN.replace(':', '%3A')}/getMe",
            "http://127.0.0.1/bot<token>/getMe",
        ),
        (f"/bot{TOKEN.replace(':', '%3a')}/getMe", "/bot<token>/getMe"),
        (f"Bot[token={TOKEN}] and {TOKEN}", "Bot[token=<token>] and <token>"),
        (repr(TOKEN.encode()), "b'<token>'"),
        ("12:34:56 sent event=council lead=60m", "12:34:56 sent event=council lead=60m"),
        ("2022-01-12T09:00:00+00:00", "2022-01-12T09:00:00+00:00"),
    ],
)
def test_a_token_is_replaced_wherever_it_stands(text: str, shown: str) -> None:
    assert redact(text) == shown


letters = st.text("ABCXYZabcxyz0189_-", min_size=35, max_size=35)


@given(st.integers(10**6, 10**12), letters, st.text(max_size=20), st.text(max_size=20))
def test_no_token_survives_among_any_other_text(
    number: int, secret: str, before: str, after: str
) -> None:
    assert secret not in redact(f"{before}{number}:{secret}{after}")


def formatted(record: logging.LogRecord) -> str:
    return RedactingFormatter("%(levelname)s %(message)s").format(record)


def test_a_traceback_is_redacted_whole() -> None:
    try:
        raise ValueError(f"no answer from /bot{TOKEN}/getMe")
    except ValueError as error:
        fault = (type(error), error, error.__traceback__)
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "token %s", (TOKEN,), fault)

    text = formatted(record)
    assert SECRET not in text
    assert text.startswith("ERROR token <token>\nTraceback")
    assert text.endswith("ValueError: no answer from /bot<token>/getMe")


@pytest.mark.usefixtures("_logging_as_it_was")
def test_the_program_logs_to_standard_error_without_tokens(
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up_logging()
    logging.getLogger("bot.telegram.bot").warning("cannot reach /bot%s/getMe", TOKEN)
    logging.getLogger("httpx").info("HTTP Request: POST /bot%s/getMe", TOKEN)
    logging.getLogger("apprise").warning("cannot reach discord://%s", TOKEN)

    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.endswith("WARNING bot.telegram.bot cannot reach /bot<token>/getMe\n")
    assert shown.err.count("\n") == 1


@contextmanager
def everything_logged() -> Iterator[tuple[io.StringIO, io.StringIO]]:
    """All records of all loggers at DEBUG: as they are, and as the program writes them."""
    root, raw, shown = logging.getLogger(), io.StringIO(), io.StringIO()
    handlers = [logging.StreamHandler(raw), logging.StreamHandler(shown)]
    handlers[1].setFormatter(RedactingFormatter("%(asctime)s %(name)s %(message)s"))
    level = root.level
    root.setLevel(logging.DEBUG)
    root.handlers += handlers
    try:
        yield raw, shown
    finally:
        root.setLevel(level)
        for handler in handlers:
            root.removeHandler(handler)


async def test_a_whole_run_with_every_trouble_shows_no_token(
    server: TelegramServer,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    soon_again = Pacing(
        retry=RetryPolicy(slow_wait=timedelta(milliseconds=100)), telegram=IMPATIENT
    )
    server.add_channel("@talks")
    reader, clock = server.add_user("Ada"), SetClock(BEFORE_THE_WEEK)
    settings = Settings(
        token=server.token,
        channel="@talks",
        api_url=server.url,
        database=f"sqlite:///{tmp_path / 'podium.db'}",
        port=0,
    )
    server.token_valid = False

    with everything_logged() as (raw, shown):
        async with running(settings, clock, pacing=soon_again) as service:
            print(service, settings)
            await server.until(lambda: "was rejected by the server" in shown.getvalue())
            server.token_valid = True
            await server.until(lambda: server.is_polled)
            for trouble, row in zip((Reset(), BadGateway(), None), THE_WEEK, strict=False):
                if trouble:
                    server.fail(trouble, method="sendMessage")
                clock.set(row.due)
                await service.deliver_due()
            server.fail(Reset(), method="sendMessage", chat=None)
            server.say(reader, "/next")
            await server.until(lambda: "a command could not be answered" in shown.getvalue())
            await server.go_down()
            await server.until(lambda: "cannot fetch updates" in shown.getvalue())

    terminal = capfd.readouterr()
    secret = server.token.partition(":")[2]
    assert secret in raw.getvalue()  # there was something to hide
    assert "Traceback" in shown.getvalue()
    assert "<token>" in shown.getvalue()
    for text in (shown.getvalue(), terminal.out, repr(settings)):
        assert secret not in text


async def test_a_served_token_that_telegram_rejects_is_not_shown_on_the_terminal(
    server: TelegramServer, tmp_path: Path
) -> None:
    server.token_valid = False
    async with podium_running(
        tmp_path,
        "serve",
        **telegram(server, "@talks"),
        PODIUM_PORT="0",
    ) as serving:
        await serving.until("check TELEGRAM_BOT_TOKEN with BotFather")
        assert await serving.stop() == 0

    assert server.token.partition(":")[2] not in serving.out + serving.err
    assert "The token `<token>` was rejected by the server." in serving.err


async def test_what_a_proxy_answers_in_telegrams_place_is_told_without_a_traceback(
    server: TelegramServer, tmp_path: Path
) -> None:
    server.fail(BadGateway(), method="getUpdates", times=3)
    async with podium_running(
        tmp_path,
        "serve",
        **telegram(server, "@talks"),
        PODIUM_PORT="0",
    ) as serving:
        await serving.until("cannot fetch updates, and go on trying")
        assert await serving.stop() == 0

    assert "Bad Gateway (502)" in serving.err
    assert "Traceback" not in serving.err
