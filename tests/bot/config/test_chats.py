"""Chats in the settings: which names and numbers are taken, and when two are one chat."""

import pytest

from bot.config.settings import parse_settings
from bot.errors import SettingsError

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw9"


def refusals(**variables: str) -> list[str]:
    with pytest.raises(SettingsError) as refused:
        parse_settings({"TELEGRAM_BOT_TOKEN": TOKEN, **variables})
    return str(refused.value).splitlines()


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("0", "write @its_name or its id, such as -1001234567890"),
        ("-0", "write @its_name or its id"),
        ("1234567890", "(write -1001234567890)"),
        ("-1234567890", "(write -1001234567890)"),
        ("\u22121234567890", "(write -1001234567890)"),
        ("https://t.me/talks", "(write @its_name: @talks)"),
        ("t.me/s/Talks", "(write @its_name: @Talks)"),
        ("tg://resolve?domain=talks", "(write @its_name: @talks)"),
    ],
)
def test_a_channel_that_cannot_be_one_is_refused_with_what_was_meant(text: str, mend: str) -> None:
    [told] = refusals(TELEGRAM_CHANNEL=text)

    assert told.startswith("TELEGRAM_CHANNEL: ")
    assert mend in told


@pytest.mark.parametrize("text", ["0", "-1234567890", "https://t.me/talks"])
def test_so_is_an_operator_s_chat(text: str) -> None:
    [told] = refusals(TELEGRAM_OPERATOR=text)

    assert told.startswith("TELEGRAM_OPERATOR: ")


@pytest.mark.parametrize(
    ("text", "number"),
    [("123456789", 123456789), ("-4012345678", -4012345678), ("-123456", -123456)],
)
def test_an_operator_s_chat_may_be_a_private_one_or_a_group(text: str, number: int) -> None:
    settings = parse_settings({"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_OPERATOR": text})

    assert settings.operator == number


@pytest.mark.parametrize(
    ("channel", "operator"),
    [
        ("@talks", "@talks"),
        ("@talks", "@Talks"),
        ("@talks", "https://t.me/talks"),
        ("https://t.me/Talks", "@talks"),
        ("@talks", "t.me/TALKS/"),
        ("-1001234567890", "-1001234567890"),
        ("-1001234567890", "-1234567890"),
        ("-1001234567890", "1234567890"),
    ],
)
def test_an_operator_s_chat_that_is_the_channel_is_refused_however_it_is_written(
    channel: str, operator: str
) -> None:
    told = refusals(TELEGRAM_CHANNEL=channel, TELEGRAM_OPERATOR=operator)

    assert any(line.startswith("TELEGRAM_OPERATOR: this is the channel itself") for line in told)


def test_another_chat_is_no_channel() -> None:
    chats = {"TELEGRAM_CHANNEL": "@talks", "TELEGRAM_OPERATOR": "@talks_operators"}

    assert parse_settings({"TELEGRAM_BOT_TOKEN": TOKEN, **chats}).operator == "@talks_operators"


@pytest.mark.parametrize(
    "text",
    [
        "https://api.telegram.org/bot",
        "https://api.telegram.org/bot/",
        f"https://api.telegram.org/bot{TOKEN}",
        f"https://api.telegram.org/bot{TOKEN}/getMe",
        f"https://api.telegram.org/file/bot{TOKEN}/",
        "https://api.telegram.org/bot<token>/",
    ],
)
def test_an_address_of_the_bot_api_with_its_bot_is_refused_and_no_token_shown(text: str) -> None:
    [told] = refusals(TELEGRAM_API_URL=text)

    assert told.startswith("TELEGRAM_API_URL: this is more than the Bot API's address (")
    assert told.endswith(": https://api.telegram.org)")
    assert TOKEN[12:] not in told


@pytest.mark.parametrize(
    "text", ["https://bots.example", "https://a.example/botapi", "https://bot.example/b"]
)
def test_an_address_of_the_bot_api_that_has_bot_in_a_name_is_taken(text: str) -> None:
    settings = parse_settings({"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": text})

    assert settings.api_url == text
